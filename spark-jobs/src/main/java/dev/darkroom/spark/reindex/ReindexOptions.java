package dev.darkroom.spark.reindex;

import java.util.Map;

/**
 * The inputs of {@link ReindexJob}.
 *
 * @param environment endpoints and credentials, as in {@code DATA/env}
 * @param perSecond documents that are copied in a second at most
 */
public record ReindexOptions(Map<String, String> environment, int perSecond) {
    public ReindexOptions {
        environment = Map.copyOf(environment);
        if (perSecond < 1 || perSecond > 1_000_000) {
            throw new IllegalArgumentException("--per-second must lie in [1, 1000000]: " + perSecond);
        }
    }
}
