package dev.darkroom.spark.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.core.port.Restore;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestoreEstimateTest {
    @Test
    void restoringIsReckonedByClassTierAndBytes() {
        Map<String, Long> photos = Map.of("STANDARD", 5_000L, "GLACIER", 2_000L, "DEEP_ARCHIVE", 1_000L);
        double megabytes = 1 << 20;

        RestoreEstimate bulk = RestoreEstimate.of(photos, 512 * megabytes, new Restore(3, Restore.Tier.BULK));
        RestoreEstimate standard = RestoreEstimate.of(photos, 512 * megabytes, new Restore(3, Restore.Tier.STANDARD));

        // 1,000 GB and 500 GB; each copy stays three days.
        assertThat(bulk.usd()).isCloseTo(0.025 + 500 * 0.0025 + 1_500 * 0.0023, within(1e-9));
        assertThat(bulk.hours()).isEqualTo(48);
        assertThat(standard.usd())
                .isCloseTo(2 * 0.05 + 1_000 * 0.01 + 0.10 + 500 * 0.02 + 1_500 * 0.0023, within(1e-9));
        assertThat(standard.hours()).isEqualTo(12);
        assertThat(RestoreEstimate.of(Map.of("STANDARD", 9L), megabytes, new Restore(1, Restore.Tier.BULK)))
                .isEqualTo(RestoreEstimate.NONE);
    }
}
