package dev.darkroom.spark.backfill;

import dev.darkroom.spark.lake.Lake;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.SparkSession;

/**
 * Takes back data whose entries in the ledger a crash prevented: those photos are derived again, and their rows would be
 * there twice. Only the newest commit of a transform can be such a half.
 */
final class HalfCommits {
    /** Property of a commit: the transform that it is about. */
    static final String TRANSFORM = "darkroom.transform";

    /** Property of a commit: the same in the two that belong together. */
    static final String MARK = "darkroom.mark";

    private final SparkSession spark;

    HalfCommits(SparkSession spark) {
        this.spark = spark;
    }

    /** Whether there was one. */
    boolean takeBack(Table features, Table ledger, String transform) {
        Optional<String> newest = marks(features, transform).findFirst();
        if (newest.isEmpty() || marks(ledger, transform).anyMatch(newest.get()::equals)) {
            return false;
        }
        spark.sparkContext().setJobDescription("backfill: take back what a crash left half done");
        spark.table(Lake.FEATURES)
                .where("transform = '" + transform + "'")
                .join(
                        spark.table(Lake.DERIVATIONS).where("transform = '" + transform + "'"),
                        new String[] {"user_id", "photo_id"},
                        "left_anti")
                .select("user_id", "photo_id")
                .distinct()
                .createOrReplaceTempView("unsettled");
        spark.sql("MERGE INTO " + Lake.FEATURES + " t USING unsettled s ON t.user_id = s.user_id"
                + " AND t.photo_id = s.photo_id AND t.transform = '" + transform + "' WHEN MATCHED THEN DELETE");
        return true;
    }

    private static Stream<String> marks(Table table, String transform) {
        return StreamSupport.stream(SnapshotUtil.currentAncestors(table).spliterator(), false)
                .map(Snapshot::summary)
                .filter(summary -> transform.equals(summary.get(TRANSFORM)))
                .map(summary -> summary.getOrDefault(MARK, ""));
    }
}
