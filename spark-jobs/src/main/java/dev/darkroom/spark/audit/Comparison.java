package dev.darkroom.spark.audit;

import static dev.darkroom.spark.audit.Difference.DERIVATION_WITHOUT_ROW;
import static dev.darkroom.spark.audit.Difference.DOCUMENT_WITHOUT_ROW;
import static dev.darkroom.spark.audit.Difference.LAKE_PHOTO_WITHOUT_ROW;
import static dev.darkroom.spark.audit.Difference.MISSING_DERIVATION;
import static dev.darkroom.spark.audit.Difference.MISSING_DOCUMENT;
import static dev.darkroom.spark.audit.Difference.MISSING_RENDITION;
import static dev.darkroom.spark.audit.Difference.OBJECT_WITHOUT_ROW;
import static dev.darkroom.spark.audit.Difference.RENDITION_WITHOUT_ROW;
import static dev.darkroom.spark.audit.Difference.ROW_WITHOUT_EVENT;
import static dev.darkroom.spark.audit.Difference.ROW_WITHOUT_OBJECT;
import static dev.darkroom.spark.audit.Difference.WRONG_CHECKSUM;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import java.sql.Timestamp;
import java.util.EnumMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the stores say of the same photos, joined. A row, an object or an entry that is younger than {@code until} is not
 * blamed; whether something else is there for an older one is answered by all of them.
 *
 * @param rows as {@link StoreRows#PHOTO}
 * @param objects as {@link StoreRows#OBJECT}
 * @param documents as {@link StoreRows#DOCUMENT}
 * @param lake the lake's photos
 * @param ledger the lake's derivations
 */
record Comparison(
        Dataset<Row> rows,
        Dataset<Row> objects,
        Dataset<Row> documents,
        Dataset<Row> lake,
        Dataset<Row> ledger,
        Timestamp until) {

    /** What rows promise and S3 has, as {@code photo_id, key, bytes, hash, found_bytes}. */
    Dataset<Row> present() {
        Dataset<Row> found = objects.select(col("key").as("found"), col("bytes").as("found_bytes"));
        Dataset<Row> promises = originals().union(sidecars()).union(renditions());
        return promises.join(found, promises.col("key").equalTo(found.col("found")))
                .drop("found");
    }

    /** Every disagreement, as {@code photo_id, detail}; {@code broken} are those of {@link #present}. */
    Map<Difference, Dataset<Row>> findings(Dataset<Row> broken) {
        Dataset<Row> settled = objects.where(col("modified_at").leq(until));
        Dataset<Row> living = rows.where("status <> 'deleted'");
        Dataset<Row> lakePhotos =
                lake.where("status <> 'deleted'").where(col("changed_at").leq(until));
        Dataset<Row> entries = ledger.where(col("occurred_at").leq(until));
        Column document = words(lit("document at version"), col("version"));
        Column inLake = words(lit("in the lake at version"), col("version"));

        Map<Difference, Dataset<Row>> found = new EnumMap<>(Difference.class);
        found.put(OBJECT_WITHOUT_ROW, lacking(settled.where("key LIKE 'originals/%'"), rows, "photo_id", col("key")));
        found.put(
                RENDITION_WITHOUT_ROW, lacking(settled.where("key LIKE 'renditions/%'"), rows, "photo_id", col("key")));
        found.put(ROW_WITHOUT_OBJECT, lacking(originals().union(sidecars()), objects, "key", col("key")));
        found.put(MISSING_RENDITION, lacking(renditions(), objects, "key", col("key")));
        found.put(WRONG_CHECKSUM, broken.select(col("photo_id"), col("key").as("detail")));
        found.put(ROW_WITHOUT_EVENT, older(photos(), lake, "told"));
        found.put(MISSING_DOCUMENT, older(completed(), documents, "document"));
        found.put(DOCUMENT_WITHOUT_ROW, lacking(documents, living, "photo_id", document));
        found.put(LAKE_PHOTO_WITHOUT_ROW, lacking(lakePhotos, living, "photo_id", inLake));
        found.put(MISSING_DERIVATION, underived());
        found.put(DERIVATION_WITHOUT_ROW, lacking(entries, living, "photo_id", col("transform")));
        return found;
    }

    private Dataset<Row> photos() {
        return rows.where(col("uploaded_at").leq(until));
    }

    private Dataset<Row> completed() {
        return photos().where("status = 'completed'");
    }

    private Dataset<Row> originals() {
        return photos().where("status <> 'deleted'").select(col("photo_id"), col("original.*"));
    }

    private Dataset<Row> sidecars() {
        return photos().where("status <> 'deleted' AND sidecar IS NOT NULL").select(col("photo_id"), col("sidecar.*"));
    }

    private Dataset<Row> renditions() {
        return completed()
                .select(col("photo_id"), explode(col("renditions")).as("promise"))
                .select("photo_id", "promise.*");
    }

    private Dataset<Row> underived() {
        Dataset<Row> expected = photos().select(
                        col("photo_id"), explode(col("derivations")).as("entry"))
                .select(col("photo_id"), col("entry.transform"), col("entry.outcome"));
        return expected.join(
                        ledger.select("photo_id", "transform", "outcome"),
                        new String[] {"photo_id", "transform", "outcome"},
                        "left_anti")
                .select(col("photo_id"), words(col("transform"), col("outcome")).as("detail"));
    }

    /** Rows that {@code others} do not know, or know at an older version only. */
    private static Dataset<Row> older(Dataset<Row> rows, Dataset<Row> others, String name) {
        Dataset<Row> known =
                others.select(col("photo_id").as("other"), col("version").as("known"));
        return rows.join(known, rows.col("photo_id").equalTo(known.col("other")), "left")
                .where("known IS NULL OR known < version")
                .select(
                        col("photo_id"),
                        words(lit("row at version"), col("version"), lit(name), col("known"))
                                .as("detail"));
    }

    /** Those of {@code left} whose {@code key} {@code right} does not have. */
    static Dataset<Row> lacking(Dataset<Row> left, Dataset<Row> right, String key, Column detail) {
        Dataset<Row> keys = right.select(col(key).as("other"));
        return left.join(keys, left.col(key).equalTo(keys.col("other")), "left_anti")
                .select(col("photo_id"), detail.as("detail"));
    }

    private static Column words(Column... parts) {
        return concat_ws(" ", parts);
    }
}
