package dev.darkroom.spark.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * What the ledger says of all photos of the archive under both versions.
 *
 * @param bothDone photos of which both made renditions
 * @param bothFailed photos of which neither could
 * @param onlyNewFailed what the old version can make and the new one cannot, by reason
 * @param onlyOldFailed what the new version can make and the old one could not, by reason
 * @param notBoth photos that at least one of them was not tried on
 */
public record Outcomes(
        @JsonProperty("both_done") long bothDone,
        @JsonProperty("both_failed") long bothFailed,
        @JsonProperty("only_new_failed") Map<String, Long> onlyNewFailed,
        @JsonProperty("only_old_failed") Map<String, Long> onlyOldFailed,
        @JsonProperty("not_both") long notBoth) {
    public Outcomes {
        onlyNewFailed = new TreeMap<>(onlyNewFailed);
        onlyOldFailed = new TreeMap<>(onlyOldFailed);
    }

    /** Rows of new outcome, new reason, old outcome, old reason, photos. */
    static Outcomes of(List<Row> rows) {
        long bothDone = 0;
        long bothFailed = 0;
        long notBoth = 0;
        Map<String, Long> onlyNew = new TreeMap<>();
        Map<String, Long> onlyOld = new TreeMap<>();
        for (Row row : rows) {
            String now = text(row, 0);
            String before = text(row, 2);
            long photos = row.getLong(4);
            if (now.equals("done") && before.equals("done")) {
                bothDone += photos;
            } else if (now.equals("failed") && before.equals("failed")) {
                bothFailed += photos;
            } else if (now.equals("failed") && before.equals("done")) {
                onlyNew.merge(text(row, 1), photos, Long::sum);
            } else if (now.equals("done") && before.equals("failed")) {
                onlyOld.merge(text(row, 3), photos, Long::sum);
            } else {
                notBoth += photos;
            }
        }
        return new Outcomes(bothDone, bothFailed, onlyNew, onlyOld, notBoth);
    }

    /** The share of photos, of those that both were tried on, with the same outcome; all of none in an empty archive. */
    OptionalDouble agreement() {
        long same = bothDone + bothFailed;
        long tried = same + sum(onlyNewFailed) + sum(onlyOldFailed);
        if (tried == 0) {
            return notBoth == 0 ? OptionalDouble.of(1) : OptionalDouble.empty();
        }
        return OptionalDouble.of((double) same / tried);
    }

    private static String text(Row row, int column) {
        return row.isNullAt(column) ? "" : row.getString(column);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
