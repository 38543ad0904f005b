package dev.darkroom.imaging.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class FilterKeyTest {
    @Test
    void theWeightsOfEverySampleAddUpToOneAndReadOnlyWhatIsThere() {
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            int source = 1 + random.nextInt(400);
            int visible = 1 + random.nextInt(300);
            int group = random.nextBoolean() ? 8 : 1;
            FilterKey key = new FilterKey(
                    source,
                    source - random.nextDouble() / 2,
                    visible,
                    visible,
                    visible + random.nextInt(2),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    group);
            Filter filter = key.filter();
            assertThat(filter.taps() % group).isZero();
            for (int at = 0; at < filter.count(); at++) {
                int first = filter.first()[at];
                int sum = 0;
                int last = first;
                for (int tap = 0; tap < filter.taps(); tap++) {
                    int weight = filter.weights()[at * filter.taps() + tap];
                    sum += weight;
                    last = weight == 0 ? last : first + tap;
                }
                assertThat(sum).as("%s at %d", key, at).isEqualTo(1 << 14);
                assertThat(first).as("%s at %d", key, at).isNotNegative();
                assertThat(last).as("%s at %d", key, at).isLessThan(source);
            }
        }
    }

    @Test
    void theSameLengthKeepsEverySample() {
        Filter filter = new FilterKey(20, 20, 20, 20, 20, false, false, 8).filter();
        for (int at = 0; at < 20; at++) {
            int own = at - filter.first()[at];
            assertThat(filter.weights()[at * filter.taps() + own]).isEqualTo((short) (1 << 14));
        }
    }

    @Test
    void aFlippedFilterIsTheOtherReadFromTheFarEnd() {
        Filter plain = new FilterKey(101, 101, 40, 40, 40, false, false, 1).filter();
        Filter flipped = new FilterKey(101, 101, 40, 40, 40, true, false, 1).filter();
        for (int at = 0; at < 40; at++) {
            int mirrored = 39 - at;
            for (int sample = 0; sample < 101; sample++) {
                assertThat(weight(flipped, at, sample)).isEqualTo(weight(plain, mirrored, sample));
            }
        }
    }

    /** So that halving chroma is the same mean of two as coding half of it would be. */
    @Test
    void halvingInPairsIsTheirMean() {
        Filter filter = new FilterKey(40, 40, 20, 20, 20, false, true, 1).filter();
        for (int at = 0; at < 20; at++) {
            assertThat(weight(filter, at, 2 * at)).isEqualTo(1 << 13);
            assertThat(weight(filter, at, 2 * at + 1)).isEqualTo(1 << 13);
        }
    }

    private static int weight(Filter filter, int at, int sample) {
        int tap = sample - filter.first()[at];
        return tap < 0 || tap >= filter.taps() ? 0 : filter.weights()[at * filter.taps() + tap];
    }
}
