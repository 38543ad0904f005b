package dev.darkroom.local.upgrade;

import java.time.Duration;
import java.util.Optional;

/**
 * What an upgrade is to reach before it flips, and how it is watched afterwards.
 *
 * @param maxFailed photos that the new version may fail on
 * @param sample photos that are compared
 * @param minPsnr decibels that 19 of 20 pairs of renditions must reach
 * @param minAgreement share of photos with the same outcome under both versions
 * @param watch how long it is watched after the flip
 * @param liveLimit from upload to searchable, on average
 * @param retire whether the old version is given up at the end, and with it the quick way back
 */
public record UpgradeOptions(
        long maxFailed,
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
}
