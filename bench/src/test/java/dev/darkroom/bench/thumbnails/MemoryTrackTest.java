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
}
