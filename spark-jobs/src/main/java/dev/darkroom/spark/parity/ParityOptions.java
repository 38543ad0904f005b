package dev.darkroom.spark.parity;

import dev.darkroom.core.id.UserId;
import dev.darkroom.imaging.format.LimitsSetting;
import java.util.Map;
import java.util.Optional;

/**
 * The inputs of {@link ParityJob}.
 *
 * @param environment endpoints, credentials and limits, as in {@code DATA/env}
 * @param owner whose photos; everybody's when empty
 * @param sample how many photos
 */
public record ParityOptions(Map<String, String> environment, Optional<UserId> owner, int sample) {
    public ParityOptions {
        environment = Map.copyOf(environment);
        LimitsSetting.from(environment);
        if (sample < 1 || sample > 100_000) {
            throw new IllegalArgumentException("--sample must lie in [1, 100000]: " + sample);
        }
    }
}
