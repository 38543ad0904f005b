package dev.darkroom.spark.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BatchSizeTest {
    @Test
    void workOfOneBatchIsSharedByAllCoresButNotCutIntoCrumbs() {
        BatchSize usual = new BatchSize(256 << 20, 1_000);

        assertThat(usual.on(2, 200 << 20)).isEqualTo(new BatchSize(25 << 20, 1_000));
        assertThat(usual.on(2, 64L << 30)).as("much work").isEqualTo(usual);
        assertThat(usual.on(200, 200 << 20)).as("many cores").isEqualTo(new BatchSize(16 << 20, 1_000));
        assertThat(new BatchSize(10, 10).on(2, 0)).isEqualTo(new BatchSize(10, 10));
    }

    @Test
    void aBatchWithoutPhotosIsRefused() {
        assertThatThrownBy(() -> new BatchSize(10, 0)).hasMessageContaining("0 photos, 10 bytes");
    }
}
