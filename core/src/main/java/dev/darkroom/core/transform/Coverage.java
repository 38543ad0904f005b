package dev.darkroom.core.transform;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much of the archive a version has been applied to, as it was counted at one moment.
 *
 * @param expected photos that were owed an output
 * @param done those that have it
 * @param failed those that cannot have it, by reason
 * @param excluded those that were left out, by reason
 * @param countedAt when; photos that came later are not in these numbers
 */
public record Coverage(
        TransformId transform,
        long expected,
        long done,
        Map<String, Long> failed,
        Map<String, Long> excluded,
        Instant countedAt) {
    public Coverage {
        failed = new TreeMap<>(failed);
        excluded = new TreeMap<>(excluded);
        long settled = done + sum(failed) + sum(excluded);
        if (done < 0 || settled > expected) {
            throw new IllegalArgumentException(
                    "The coverage of " + transform + " has " + settled + " outcomes for " + expected + " photos");
        }
    }

    /** Expected photos of which nothing is known. */
    public long missing() {
        return expected - done - sum(failed) - sum(excluded);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
