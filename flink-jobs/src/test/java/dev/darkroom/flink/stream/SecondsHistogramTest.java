package dev.darkroom.flink.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SecondsHistogramTest {
    @Test
    void reportsFractionsOfASecond() {
        SecondsHistogram histogram = new SecondsHistogram();
        for (int millis = 1; millis <= 101; millis++) {
            histogram.update(Duration.ofMillis(millis));
        }

        assertThat(histogram.getCount()).isEqualTo(101);
        assertThat(histogram.getStatistics().getQuantile(0.5)).isCloseTo(0.051, within(0.001));
        assertThat(histogram.getStatistics().getMean()).isCloseTo(0.051, within(0.001));
    }
}
