package dev.darkroom.spark.backfill;

import static org.apache.spark.sql.functions.expr;

import dev.darkroom.spark.lake.Lake;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Leaves one entry of each photo in the ledger: an entry that was tried again, or that the stream made at the same time, is
 * there twice until then, and readers take the newest.
 */
final class NewestEntries {
    private final SparkSession spark;

    NewestEntries(SparkSession spark) {
        this.spark = spark;
    }

    void keep(String transform) {
        spark.sparkContext().setJobDescription("backfill, keep the newest entry of each photo");
        spark.sql("REFRESH TABLE " + Lake.DERIVATIONS);
        Dataset<Row> twice = spark.table(Lake.DERIVATIONS)
                .where("transform = '" + transform + "'")
                .groupBy("user_id", "photo_id")
                .agg(
                        expr("count(*)").as("entries"),
                        expr("max(struct(version, occurred_at))").as("newest"))
                .where("entries > 1");
        if (twice.isEmpty()) {
            return;
        }
        twice.createOrReplaceTempView("twice");
        spark.sql("MERGE INTO " + Lake.DERIVATIONS + " t USING twice s ON t.user_id = s.user_id"
                + " AND t.photo_id = s.photo_id AND t.transform = '" + transform + "'"
                + " WHEN MATCHED AND (t.version < s.newest.version OR (t.version = s.newest.version"
                + " AND t.occurred_at < s.newest.occurred_at)) THEN DELETE");
    }
}
