package dev.darkroom.spark.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BatchTimeTest {
    private final Throttle never = Throttle.of(Optional.empty());

    @Test
    void aBatchBeginsOnePhotoHoweverShortItsTime() {
        BatchTime time = new BatchTime(Instant.MAX, Duration.ofNanos(1), never);

        assertThat(time.mayBegin()).isTrue();
        assertThat(time.ranOut()).isFalse();
        assertThat(time.mayBegin()).isFalse();
        assertThat(time.ranOut()).isTrue();
    }

    @Test
    void aBatchWithTimeLeftGoesOn() {
        BatchTime time = new BatchTime(Instant.MAX, Duration.ofHours(1), never);

        assertThat(time.mayBegin()).isTrue();
        assertThat(time.mayBegin()).isTrue();
        assertThat(time.ranOut()).isFalse();
    }

    @Test
    void theEndOfTheRunLeavesTheRestToTheNextRunAndNotToAnotherWave() {
        BatchTime time = new BatchTime(Instant.EPOCH, Duration.ofNanos(1), never);

        assertThat(time.mayBegin()).isFalse();
        assertThat(time.ranOut()).isFalse();
    }
}
