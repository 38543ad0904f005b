package dev.darkroom.spark.replay;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;

/**
 * Rows as texts, each with how often it is there; in no order. All of them in memory: for archives of some thousand photos.
 */
final class Rows {
    private static final int EXAMPLES = 3;

    private final Map<String, Long> counts = new TreeMap<>();

    Rows() {}

    /** The rows of {@code table}, without those columns. */
    static Rows of(Dataset<Row> table, Set<String> without) {
        Column[] columns = Arrays.stream(table.schema().fields())
                .filter(field -> !without.contains(field.name()))
                .map(Rows::comparable)
                .toArray(Column[]::new);
        Rows rows = new Rows();
        table.select(to_json(struct(columns)))
                .as(Encoders.STRING())
                .collectAsList()
                .forEach(rows::add);
        return rows;
    }

    /** A map has no order. */
    private static Column comparable(StructField field) {
        Column column = col(field.name());
        return field.dataType() instanceof MapType
                ? array_sort(map_entries(column)).as(field.name())
                : column;
    }

    void add(String row) {
        counts.merge(row, 1L, Long::sum);
    }

    long size() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Those that the test passes. */
    Rows where(Predicate<String> test) {
        Rows some = new Rows();
        counts.forEach((row, count) -> {
            if (test.test(row)) {
                some.counts.put(row, count);
            }
        });
        return some;
    }

    /** How these differ from those that are {@code expected}: a row that is changed counts twice. */
    Difference from(Rows expected) {
        List<String> examples = new ArrayList<>();
        long missing = examples(expected, this, "missing ", examples);
        long tooMany = examples(this, expected, "too many ", examples);
        return new Difference(size(), missing + tooMany, examples);
    }

    private static long examples(Rows some, Rows others, String what, List<String> examples) {
        List<Map.Entry<String, Long>> more = some.counts.entrySet().stream()
                .filter(row -> row.getValue() > others.counts.getOrDefault(row.getKey(), 0L))
                .toList();
        more.stream().limit(EXAMPLES).map(row -> what + row.getKey()).forEach(examples::add);
        return more.stream()
                .mapToLong(row -> row.getValue() - others.counts.getOrDefault(row.getKey(), 0L))
                .sum();
    }

    /** Each row once. */
    Stream<String> stream() {
        return counts.keySet().stream();
    }

    /** Hands out each row as often as it is there. */
    void each(Consumer<String> consumer) {
        counts.forEach((row, count) -> {
            for (long n = 0; n < count; n++) {
                consumer.accept(row);
            }
        });
    }

    /**
     * What a comparison found.
     *
     * @param rows how many were compared
     * @param different how many are missing or too many
     */
    record Difference(long rows, long different, List<String> examples) {
        Difference {
            examples = List.copyOf(examples);
        }
    }
}
