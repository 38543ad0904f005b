package dev.darkroom.local.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts what became of the files. Safe for threads. */
public final class Tally {
    private static final int EXAMPLES = 20;

    private final List<Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());

    public void add(Outcome outcome) {
        outcomes.add(outcome);
    }

    /** Counts what {@code other} has counted, too. */
    public void addAll(Tally other) {
        outcomes.addAll(other.of(Outcome.class).toList());
    }

    public long searchable() {
        return of(Outcome.Searchable.class).count();
    }

    public long stored() {
        return of(Outcome.Stored.class).count();
    }

    public long duplicates() {
        return of(Outcome.Duplicate.class).count();
    }

    public long rejected() {
        return of(Outcome.Rejected.class).count();
    }

    public long failed() {
        return of(Outcome.Failed.class).count();
    }

    /** How many files were rejected for each reason. */
    public Map<String, Long> reasons() {
        Map<String, Long> reasons = new TreeMap<>();
        of(Outcome.Rejected.class).forEach(rejected -> reasons.merge(rejected.reason(), 1L, Long::sum));
        return reasons;
    }

    /** The time from upload to searchable that this share of the photos did not exceed; empty without photos. */
    public OptionalDouble percentileMillis(double share) {
        double[] sorted = of(Outcome.Searchable.class)
                .mapToDouble(Outcome.Searchable::millis)
                .sorted()
                .toArray();
        return sorted.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)]);
    }

    /** Outcomes as a table, then the files that did not come through, by name. */
    public String table() {
        StringBuilder text = new StringBuilder();
        row(text, "searchable", searchable());
        row(text, "stored", stored());
        row(text, "duplicate", duplicates());
        reasons().forEach((reason, count) -> row(text, "rejected: " + reason, count));
        row(text, "failed", failed());
        List<String> lost = Stream.concat(
                        of(Outcome.Rejected.class)
                                .map(one -> "  " + one.file().getFileName() + ": " + one.reason()
                                        + (one.detail().isEmpty() ? "" : " (" + one.detail() + ")")),
                        of(Outcome.Failed.class)
                                .map(one -> "  " + one.file().getFileName() + ": failed, " + one.detail()))
                .toList();
        lost.stream().limit(EXAMPLES).forEach(line -> text.append(line).append(System.lineSeparator()));
        if (lost.size() > EXAMPLES) {
            text.append("  and ").append(lost.size() - EXAMPLES).append(" more").append(System.lineSeparator());
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String name, long count) {
        if (count > 0) {
            text.append(String.format(Locale.ROOT, "%-36s %6d%n", name, count));
        }
    }

    private <T extends Outcome> Stream<T> of(Class<T> kind) {
        synchronized (outcomes) {
            return List.copyOf(outcomes).stream().filter(kind::isInstance).map(kind::cast);
        }
    }
}
