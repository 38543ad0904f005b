package dev.darkroom.spark.replay;

import dev.darkroom.core.transform.TransformId;
import dev.darkroom.spark.lake.Lake;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The ledger of a lake, in two parts: what events tell, which a replay knows, and the rest, which backfills have added. When
 * a row was made is no part of it, because a repetition makes it at another time.
 */
final class LedgerRows {
    /** What comes after the key of an entry, and of a row of features. */
    private static final String AFTER_KEY = ",\"version\"";

    private static final Set<String> WITHOUT_TIME = Set.of("occurred_at");

    private final SparkSession spark;

    LedgerRows(SparkSession spark) {
        this.spark = spark;
    }

    Rows entries() {
        return Rows.of(table(Lake.DERIVATIONS, "true"), WITHOUT_TIME);
    }

    Rows entries(TransformId transform) {
        return Rows.of(table(Lake.DERIVATIONS, "transform = '" + transform + "'"), WITHOUT_TIME);
    }

    Rows features(TransformId transform) {
        return Rows.of(table(Lake.FEATURES, "transform = '" + transform + "'"), WITHOUT_TIME);
    }

    /** Photo, transform and version of each row of features. */
    Rows featured() {
        return Rows.of(keys(Lake.FEATURES, "true"), Set.of());
    }

    /** Photo, transform and version of each entry that made something, but for those that events tell. */
    Rows done(Rows told) {
        Set<String> keys = keys(told);
        return Rows.of(keys(Lake.DERIVATIONS, "outcome = 'done'"), Set.of()).where(row -> !keys.contains(key(row)));
    }

    /** The keys of the entries that a lake with these photos needs for each of {@code transforms}. */
    Rows owed(Collection<TransformId> transforms) {
        Rows owed = new Rows();
        for (TransformId transform : transforms) {
            Rows.of(
                            spark.table(Lake.PHOTOS)
                                    .where("status = 'completed'")
                                    .selectExpr("user_id", "photo_id", "'" + transform + "' AS transform"),
                            Set.of())
                    .stream()
                    .map(row -> row.substring(0, row.length() - 1))
                    .forEach(owed::add);
        }
        return owed;
    }

    /** The key of each row. */
    static Set<String> keys(Rows rows) {
        return rows.stream().map(LedgerRows::key).collect(Collectors.toSet());
    }

    static String key(String row) {
        return row.substring(0, row.indexOf(AFTER_KEY));
    }

    private Dataset<Row> keys(String table, String condition) {
        return table(table, condition).select("user_id", "photo_id", "transform", "version");
    }

    private Dataset<Row> table(String name, String condition) {
        spark.sql("REFRESH TABLE " + name);
        return spark.table(name).where(condition);
    }
}
