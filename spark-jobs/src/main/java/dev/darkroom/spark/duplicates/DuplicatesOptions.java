package dev.darkroom.spark.duplicates;

import dev.darkroom.core.id.UserId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The inputs of {@link DuplicatesJob}.
 *
 * @param environment endpoints and credentials, as in {@code DATA/env}
 * @param owner whose photos are grouped; everybody's when empty
 * @param distance bits of 64 in which the perceptual hashes of near duplicates differ at most
 * @param burstGap time between two shots of a burst at most
 * @param perSecond photos whose group has changed and is told to the stores, in a second at most
 */
public record DuplicatesOptions(
        Map<String, String> environment, Optional<UserId> owner, int distance, Duration burstGap, int perSecond) {
    private static final Duration MAX_GAP = Duration.ofHours(1);

    public DuplicatesOptions {
        environment = Map.copyOf(environment);
        HashBands.of(distance);
        if (burstGap.isNegative() || burstGap.compareTo(MAX_GAP) > 0) {
            throw new IllegalArgumentException("--burst-gap must lie in [PT0S, " + MAX_GAP + "]: " + burstGap);
        }
        if (perSecond < 1 || perSecond > 100_000) {
            throw new IllegalArgumentException("--per-second must lie in [1, 100000]: " + perSecond);
        }
    }
}
