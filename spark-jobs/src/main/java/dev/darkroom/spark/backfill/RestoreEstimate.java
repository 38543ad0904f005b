package dev.darkroom.spark.backfill;

import dev.darkroom.core.port.Restore;
import java.util.Map;

/**
 * What restoring the originals in the archive is reckoned to cost and to take: Amazon's prices in us-east-1 in 2026, with the
 * copies that stay for a while, and the longest of the times that it calls typical.
 */
record RestoreEstimate(double usd, double hours) {
    static final RestoreEstimate NONE = new RestoreEstimate(0, 0);

    private static final double GIGABYTE = 1L << 30;
    private static final double USD_PER_GIGABYTE_DAY_OF_COPY = 0.023 / 30;

    /** {@code photos} by storage class, each of {@code meanBytes}. */
    static RestoreEstimate of(Map<String, Long> photos, double meanBytes, Restore restore) {
        RestoreEstimate sum = NONE;
        for (Price price : Price.values()) {
            long cold = price.tier == restore.tier() ? photos.getOrDefault(price.storageClass, 0L) : 0;
            if (cold > 0) {
                double gigabytes = cold * meanBytes / GIGABYTE;
                double usd = cold / 1_000.0 * price.usdPer1000
                        + gigabytes * (price.usdPerGigabyte + restore.days() * USD_PER_GIGABYTE_DAY_OF_COPY);
                sum = new RestoreEstimate(sum.usd + usd, Math.max(sum.hours, price.hours));
            }
        }
        return sum;
    }

    private enum Price {
        GLACIER_BULK("GLACIER", Restore.Tier.BULK, 0, 0, 12),
        GLACIER_STANDARD("GLACIER", Restore.Tier.STANDARD, 0.05, 0.01, 5),
        DEEP_BULK("DEEP_ARCHIVE", Restore.Tier.BULK, 0.025, 0.0025, 48),
        DEEP_STANDARD("DEEP_ARCHIVE", Restore.Tier.STANDARD, 0.10, 0.02, 12);

        private final String storageClass;
        private final Restore.Tier tier;
        private final double usdPer1000;
        private final double usdPerGigabyte;
        private final double hours;

        Price(String storageClass, Restore.Tier tier, double usdPer1000, double usdPerGigabyte, double hours) {
            this.storageClass = storageClass;
            this.tier = tier;
            this.usdPer1000 = usdPer1000;
            this.usdPerGigabyte = usdPerGigabyte;
            this.hours = hours;
        }
    }
}
