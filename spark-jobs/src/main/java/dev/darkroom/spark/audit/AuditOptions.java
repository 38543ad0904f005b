package dev.darkroom.spark.audit;

import dev.darkroom.core.id.UserId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The inputs of {@link AuditJob}.
 *
 * @param environment endpoints and credentials, as in {@code DATA/env}
 * @param owner whose photos are looked at; everybody's when empty
 * @param grace what was uploaded or stored this recently is left out: it may be on its way
 * @param deep read every object and hash it, instead of asking S3 for the hash that it verified when it was stored
 * @param examples how many photos to name per difference
 */
public record AuditOptions(
        Map<String, String> environment, Optional<UserId> owner, Duration grace, boolean deep, int examples) {
    public AuditOptions {
        environment = Map.copyOf(environment);
        if (grace.isNegative()) {
            throw new IllegalArgumentException("--grace must not be negative: " + grace);
        }
        if (examples < 0 || examples > 1_000) {
            throw new IllegalArgumentException("--examples must lie in [0, 1000]: " + examples);
        }
    }
}
