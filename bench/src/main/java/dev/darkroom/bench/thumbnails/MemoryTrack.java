package dev.darkroom.bench.thumbnails;

import java.util.ArrayList;
import java.util.List;

/** What a process had resident after so many photos. */
final class MemoryTrack {
    /**
     * One look.
     *
     * @param photos so far
     */
    record Sample(int photos, long kilobytes) {}

    /**
     * The straight line through the samples.
     *
     * @param perThousand kB for each thousand photos
     * @param error its standard error: a slope of less than two of them is none
     */
    record Slope(double perThousand, double error) {}

    private final List<Sample> samples = new ArrayList<>();

    void add(int photos, long kilobytes) {
        samples.add(new Sample(photos, kilobytes));
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** Without the first fifth, in which caches, pools and the JVM's own compiler fill up. */
    Slope slope() {
        List<Sample> steady = samples.subList(samples.size() / 5, samples.size());
        int n = steady.size();
        double meanX = steady.stream().mapToDouble(Sample::photos).average().orElse(0);
        double meanY = steady.stream().mapToDouble(Sample::kilobytes).average().orElse(0);
        double xx = 0;
        double xy = 0;
        for (Sample sample : steady) {
            xx += (sample.photos - meanX) * (sample.photos - meanX);
            xy += (sample.photos - meanX) * (sample.kilobytes - meanY);
        }
        double slope = xx == 0 ? 0 : xy / xx;
        double residual = 0;
        for (Sample sample : steady) {
            double off = sample.kilobytes - meanY - slope * (sample.photos - meanX);
            residual += off * off;
        }
        double error = xx == 0 || n < 3 ? 0 : Math.sqrt(residual / (n - 2) / xx);
        return new Slope(slope * 1000, error * 1000);
    }
}
