package dev.darkroom.bench.thumbnails;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a process had resident after so many photos. */
final class MemoryTrack implements Finding {
    private static final int LOOKS_A_ROW = 5;

    /**
     * One look.
     *
     * @param photos so far
     */
    record Sample(int photos, long kilobytes) {
        double megabytes() {
            return kilobytes / 1024.0;
        }
    }

    /**
     * The straight line through the samples.
     *
     * @param perThousand kB for each thousand photos
     * @param error its standard error: a slope of less than two of them is none
     */
    record Slope(double perThousand, double error) {}

    private final List<Sample> samples = new ArrayList<>();
    private final int files;
    private int refused;

    /** Of {@code files} different files, sent round and round. */
    MemoryTrack(int files) {
        this.files = files;
    }

    void add(int photos, long kilobytes) {
        samples.add(new Sample(photos, kilobytes));
    }

    /** The table's newest row, behind the look that completes it: a run that is stopped has told this much. */
    Optional<String> newRow() {
        if (samples.isEmpty() || samples.size() % LOOKS_A_ROW != 0) {
            return Optional.empty();
        }
        Sample sample = samples.get(samples.size() - 1);
        Slope slope = slope();
        return Optional.of(String.format(
                Locale.ROOT,
                "%d photos: %.1f MB resident; slope so far %.1f kB for each 1000 photos, standard error %.1f",
                sample.photos,
                sample.megabytes(),
                slope.perThousand,
                slope.error));
    }

    /** One more of the photos was broken. */
    void addRefused() {
        refused++;
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

    @Override
    public String text() {
        Table table = new Table("Mixed photos through one process", "MB resident");
        for (int look = LOOKS_A_ROW - 1; look < samples.size(); look += LOOKS_A_ROW) {
            Sample sample = samples.get(look);
            table.row(Integer.toString(sample.photos), Table.number(sample.megabytes(), 1));
        }
        Slope slope = slope();
        return table.text()
                + Table.sentence(
                        "%d different files, of which some are broken: %d photos were refused. Slope without the first"
                                + " fifth: %.1f kB for each 1000 photos, standard error %.1f.",
                        files, refused, slope.perThousand, slope.error);
    }
}
