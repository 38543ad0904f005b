package dev.darkroom.spark.sync;

import java.util.Map;

/**
 * The inputs of {@link LakeSyncJob}.
 *
 * @param environment endpoints and credentials, as in {@code DATA/env}
 */
public record LakeSyncOptions(Map<String, String> environment) {
    public LakeSyncOptions {
        environment = Map.copyOf(environment);
        if (!environment.containsKey("DARKROOM_KAFKA")) {
            throw new IllegalArgumentException(
                    "Environment variable DARKROOM_KAFKA is missing: source the env file of the data directory");
        }
    }

    String bootstrapServers() {
        return environment.get("DARKROOM_KAFKA");
    }
}
