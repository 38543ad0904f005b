package dev.darkroom.flink.stream;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * The last thousand durations, reported in seconds, where Flink's own histograms know whole numbers only; and the sum of
 * all of them, which Flink's reporter has no place for.
 */
public final class SecondsHistogram implements Histogram {
    private static final int WINDOW = 1_000;
    private static final double MICROS_PER_SECOND = 1e6;

    private final DescriptiveStatisticsHistogram micros = new DescriptiveStatisticsHistogram(WINDOW);
    private final LongAdder totalNanos = new LongAdder();

    /** A histogram called {@code name_seconds}, with its sum as {@code name_seconds_total}. */
    public static SecondsHistogram register(MetricGroup group, String name) {
        SecondsHistogram histogram = group.histogram(name + "_seconds", new SecondsHistogram());
        Gauge<Double> total = () -> histogram.totalNanos.sum() / 1e9;
        group.gauge(name + "_seconds_total", total);
        return histogram;
    }

    /** Adds one duration. */
    public void update(Duration time) {
        micros.update(time.toNanos() / 1_000);
        totalNanos.add(time.toNanos());
    }

    /** Adds {@code seconds}. */
    @Override
    public void update(long seconds) {
        update(Duration.ofSeconds(seconds));
    }

    @Override
    public long getCount() {
        return micros.getCount();
    }

    @Override
    public HistogramStatistics getStatistics() {
        return new InSeconds(micros.getStatistics());
    }

    private static final class InSeconds extends HistogramStatistics {
        private final HistogramStatistics micros;

        InSeconds(HistogramStatistics micros) {
            this.micros = micros;
        }

        @Override
        public double getQuantile(double quantile) {
            return micros.getQuantile(quantile) / MICROS_PER_SECOND;
        }

        @Override
        public long[] getValues() {
            return Arrays.stream(micros.getValues())
                    .map(value -> Math.round(value / MICROS_PER_SECOND))
                    .toArray();
        }

        @Override
        public int size() {
            return micros.size();
        }

        @Override
        public double getMean() {
            return micros.getMean() / MICROS_PER_SECOND;
        }

        @Override
        public double getStdDev() {
            return micros.getStdDev() / MICROS_PER_SECOND;
        }

        @Override
        public long getMax() {
            return Math.round(micros.getMax() / MICROS_PER_SECOND);
        }

        @Override
        public long getMin() {
            return Math.round(micros.getMin() / MICROS_PER_SECOND);
        }
    }
}
