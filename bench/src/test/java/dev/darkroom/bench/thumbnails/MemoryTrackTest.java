package dev.darkroom.bench.thumbnails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class MemoryTrackTest {
    @Test
    void aLeakIsASlopeManyTimesItsError() {
        MemoryTrack track = new MemoryTrack(7);
        for (int i = 1; i <= 100; i++) {
            track.add(i * 10, 100_000 + i * 5 + i % 2);
        }
        assertThat(track.slope().perThousand()).isCloseTo(500, within(2.0));
        assertThat(track.slope().error()).isPositive().isLessThan(5);
    }

    @Test
    void whatFillsUpInTheFirstFifthIsNoSlope() {
        MemoryTrack track = new MemoryTrack(7);
        for (int i = 1; i <= 100; i++) {
            track.add(i, i <= 20 ? i * 1000L : 20_000);
        }
        assertThat(track.slope().perThousand()).isCloseTo(0, within(1e-9));
    }

    @Test
    void everyFifthLookIsARowWhileTheRunGoesOn() {
        MemoryTrack track = new MemoryTrack(7);
        for (int i = 1; i <= 9; i++) {
            track.add(i * 10, 2048);
            assertThat(track.newRow().isPresent()).isEqualTo(i == 5);
        }
        track.add(100, 3072);
        assertThat(track.newRow()).hasValueSatisfying(row -> assertThat(row).startsWith("100 photos: 3.0 MB resident"));
        assertThat(track.text()).contains("| 50 | 2.0 |", "| 100 | 3.0 |").doesNotContain("| 40 |");
    }
}
