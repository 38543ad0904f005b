package dev.darkroom.spark.backfill;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.transform.Coverage;
import dev.darkroom.core.transform.TransformId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * Photos counted by what the ledger says of them.
 *
 * @param failed by reason
 * @param excluded by reason
 * @param open without an entry
 * @param openBytes of those
 */
record Tally(long done, Map<String, Long> failed, Map<String, Long> excluded, long open, long openBytes) {
    Tally {
        failed = new TreeMap<>(failed);
        excluded = new TreeMap<>(excluded);
    }

    /** Rows of {@link Expected#outcomes}. */
    static Tally of(List<Row> rows) {
        long done = 0;
        long open = 0;
        long openBytes = 0;
        Map<String, Long> failed = new TreeMap<>();
        Map<String, Long> excluded = new TreeMap<>();
        for (Row row : rows) {
            String outcome = row.isNullAt(0) ? "" : row.getString(0);
            String reason = row.isNullAt(1) ? "" : row.getString(1);
            long photos = row.getLong(2);
            switch (outcome) {
                case "done" -> done += photos;
                case "failed" -> failed.merge(reason, photos, Long::sum);
                case "excluded" -> excluded.merge(reason, photos, Long::sum);
                case "" -> {
                    open += photos;
                    openBytes += row.getLong(3);
                }
                default -> throw new IllegalStateException("The ledger has an unknown outcome: " + outcome);
            }
        }
        return new Tally(done, failed, excluded, open, openBytes);
    }

    long settled() {
        return done + sum(failed) + sum(excluded);
    }

    long expected() {
        return settled() + open;
    }

    /** How many have an entry with one of these. */
    long withReasons(Set<Reason> reasons) {
        return reasons.stream()
                .map(Reason::code)
                .mapToLong(code -> failed.getOrDefault(code, 0L) + excluded.getOrDefault(code, 0L))
                .sum();
    }

    /** What of this is known of {@code transform} at {@code counted}; of the expected photos the rest is missing. */
    Coverage coverage(TransformId transform, long expected, Instant counted) {
        return new Coverage(transform, expected, done, failed, excluded, counted);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
