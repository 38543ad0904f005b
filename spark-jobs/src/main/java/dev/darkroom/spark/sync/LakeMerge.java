package dev.darkroom.spark.sync;

import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;

import dev.darkroom.spark.lake.Lake;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;

/**
 * What becomes of new rows in the lake. A photo is at its newest version. The ledger has what was derived after the
 * photo's newest deletion; {@code archive.photos} remembers the version of that, so a late or repeated event from before
 * it brings nothing back, also when the photo was uploaded again. Merging the same rows again changes nothing.
 */
final class LakeMerge {
    /** The row of a deleted photo expires in Spanner after this; uploaded again, the photo begins at version 1. */
    private static final String TOMBSTONE_LIFE = "INTERVAL 30 DAYS";

    private static final String[] PHOTO = {"user_id", "photo_id"};
    private static final String[] ENTRY = {"user_id", "photo_id", "transform"};
    private static final String INCOMING = "incoming";
    private static final String NTH = "nth_newest";
    private static final String SAME_PHOTO = "t.user_id = s.user_id AND t.photo_id = s.photo_id";

    /** The deletion that a row of photos knows of; tombstones of earlier releases have it in their version only. */
    private static final String DELETION = "greatest(deleted_version, CASE WHEN status = 'deleted' THEN version END)";

    private final SparkSession spark;

    LakeMerge(SparkSession spark) {
        this.spark = spark;
    }

    /** The statement that brings {@code rows} into the photos table. */
    String photos(Dataset<Row> rows) {
        WindowSpec ofOnePhoto = Window.partitionBy("user_id", "photo_id");
        newest(rows.withColumn("deleted_version", max("deleted_version").over(ofOnePhoto)), "changed_at", PHOTO)
                .createOrReplaceTempView(INCOMING);
        String newer = Arrays.stream(Lake.PHOTO_COLUMNS.fieldNames())
                .filter(column -> !column.equals("deleted_version"))
                .map(column -> column + " = s." + column)
                .collect(Collectors.joining(", "));
        return "MERGE INTO " + Lake.PHOTOS + " t USING " + INCOMING + " s ON " + SAME_PHOTO
                + " WHEN MATCHED AND s.version > t.version THEN UPDATE SET " + newer
                + ", deleted_version = greatest(s.deleted_version, t.deleted_version,"
                + " CASE WHEN t.status = 'deleted' THEN t.version END)"
                + " WHEN MATCHED AND t.status = 'deleted' AND s.status <> 'deleted'"
                + " AND s.changed_at >= t.changed_at + " + TOMBSTONE_LIFE + " THEN UPDATE SET *"
                + " WHEN MATCHED AND s.deleted_version > coalesce(t.deleted_version, 0)"
                + " THEN UPDATE SET deleted_version = s.deleted_version"
                + " WHEN NOT MATCHED THEN INSERT *";
    }

    /**
     * The statement that brings {@code rows} into the ledger, and takes out of it what was deleted; the photos table must
     * have come as far as these rows.
     */
    String derivations(Dataset<Row> rows) {
        Dataset<Row> alive = alive(newest(rows, "occurred_at", ENTRY));
        // An entry that was deleted and is made again is replaced: MERGE takes one row for each entry.
        Dataset<Row> removed = deleted().join(alive.select("user_id", "photo_id", "transform"), ENTRY, "left_anti");
        alive.withColumn("removed", lit(false))
                .unionByName(removed.withColumn("removed", lit(true)))
                .createOrReplaceTempView(INCOMING);
        return "MERGE INTO " + Lake.DERIVATIONS + " t USING " + INCOMING + " s ON " + SAME_PHOTO
                + " AND t.transform = s.transform"
                + " WHEN MATCHED AND s.removed THEN DELETE"
                + " WHEN MATCHED AND s.version > t.version THEN UPDATE SET *"
                + " WHEN NOT MATCHED AND NOT s.removed THEN INSERT *";
    }

    /** The statement that brings {@code rows} into the features, but for photos that were deleted since. */
    String features(Dataset<Row> rows) {
        alive(newest(rows, "occurred_at", ENTRY)).createOrReplaceTempView(INCOMING);
        return "MERGE INTO " + Lake.FEATURES + " t USING " + INCOMING + " s ON " + SAME_PHOTO
                + " AND t.transform = s.transform"
                + " WHEN MATCHED AND s.version > t.version THEN UPDATE SET *"
                + " WHEN NOT MATCHED THEN INSERT *";
    }

    /** The statement that removes {@link #deletedFeatures()}. */
    String withoutDeletedFeatures() {
        deletedFeatures()
                .select("user_id", "photo_id", "transform", "version")
                .distinct()
                .createOrReplaceTempView(INCOMING);
        return "MERGE INTO " + Lake.FEATURES + " t USING " + INCOMING + " s ON " + SAME_PHOTO
                + " AND t.transform = s.transform AND t.version = s.version WHEN MATCHED THEN DELETE";
    }

    /** The entries of the ledger whose photo was deleted after them. */
    Dataset<Row> deleted() {
        return deleted(Lake.DERIVATIONS);
    }

    /** The rows of features whose photo was deleted after them. */
    Dataset<Row> deletedFeatures() {
        return deleted(Lake.FEATURES);
    }

    /** The statement that adds {@code rows} to {@code table}, but for photos that were deleted since. */
    String traces(String table, Dataset<Row> rows) {
        // The join brings its keys to the front, and INSERT goes by position.
        alive(rows).selectExpr(rows.columns()).createOrReplaceTempView(INCOMING);
        return "INSERT INTO " + table + " SELECT * FROM " + INCOMING;
    }

    /** Whether {@code table} has rows of photos that were deleted since. */
    boolean hasDeleted(String table) {
        return !deleted(table).isEmpty();
    }

    /** The statement that removes those rows from {@code table}. */
    String withoutDeleted(String table) {
        deletions().createOrReplaceTempView(INCOMING);
        return "MERGE INTO " + table + " t USING " + INCOMING + " s ON " + SAME_PHOTO
                + " AND t.version < s.deletion WHEN MATCHED THEN DELETE";
    }

    private Dataset<Row> deleted(String table) {
        return spark.table(table)
                .join(deletions(), PHOTO)
                .where("version < deletion")
                .drop("deletion");
    }

    private Dataset<Row> alive(Dataset<Row> entries) {
        return entries.join(deletions(), PHOTO, "left")
                .where("deletion IS NULL OR version > deletion")
                .drop("deletion");
    }

    private Dataset<Row> deletions() {
        return spark.table(Lake.PHOTOS)
                .selectExpr("user_id", "photo_id", DELETION + " AS deletion")
                .where("deletion IS NOT NULL");
    }

    private static Dataset<Row> newest(Dataset<Row> rows, String time, String[] keys) {
        WindowSpec ofOneKey = Window.partitionBy(
                        Arrays.stream(keys).map(functions::col).toArray(Column[]::new))
                .orderBy(desc("version"), asc(time));
        return rows.withColumn(NTH, row_number().over(ofOneKey))
                .where(NTH + " = 1")
                .drop(NTH);
    }
}
