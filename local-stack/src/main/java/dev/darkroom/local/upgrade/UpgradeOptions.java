package dev.darkroom.local.upgrade;

import dev.darkroom.core.port.Restore;
import java.time.Duration;
import java.util.Optional;

/**
 * What an upgrade is to reach before it flips, and how it is watched afterwards.
 *
 * @param maxFailed photos that the new version may fail on
 * @param cold what is done about originals that lie in the archive
 * @param sample photos that are compared
 * @param minPsnr decibels that 19 of 20 pairs of renditions must reach
 * @param minAgreement share of photos with the same outcome under both versions
 * @param watch how long it is watched after the flip
 * @param liveLimit from upload to searchable, on average
 * @param retire whether the old version is given up at the end, and with it the quick way back
 */
public record UpgradeOptions(
        long maxFailed,
        Cold cold,
        int sample,
        Optional<Double> minPsnr,
        double minAgreement,
        Duration watch,
        Duration liveLimit,
        boolean retire) {
    public UpgradeOptions {
        if (maxFailed < 0) {
            throw new IllegalArgumentException("--max-failed must not be negative: " + maxFailed);
        }
        if (watch.isNegative() || watch.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("--watch must lie in [PT0S, P1D]: " + watch);
        }
        if (liveLimit.isNegative() || liveLimit.isZero()) {
            throw new IllegalArgumentException("--live-limit must be longer than nothing: " + liveLimit);
        }
    }

    /**
     * What is done about originals that lie in the archive. Unless one of the two is said, an upgrade that meets one stops.
     *
     * @param restoreDays for how long S3 is to restore them; the flip waits until all have been read
     * @param leftOut whether the flip leaves them out: they go on being shown by the old version
     */
    public record Cold(Optional<Integer> restoreDays, boolean leftOut) {
        /** Neither. */
        public static final Cold REFUSED = new Cold(Optional.empty(), false);

        public Cold {
            restoreDays.ifPresent(days -> new Restore(days, Restore.Tier.BULK));
            if (restoreDays.isPresent() && leftOut) {
                throw new IllegalArgumentException(
                        "--restore waits for originals that --leave-cold leaves out: give one");
            }
        }
    }
}
