package dev.darkroom.spark.audit;

import static dev.darkroom.spark.audit.Difference.FEATURES_WITHOUT_ROW;
import static dev.darkroom.spark.audit.Difference.MISSING_FEATURES;
import static dev.darkroom.spark.audit.Difference.MISSING_VECTOR;
import static dev.darkroom.spark.audit.Difference.VECTOR_WITHOUT_ROW;
import static org.apache.spark.sql.functions.col;

import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What ledger, lake and spaces say of what photos are found by, joined. Versions without a space are not compared, but
 * nothing of a photo that is gone may be left of any version.
 *
 * @param rows as {@link StoreRows#PHOTO}
 * @param ledger the lake's derivations
 * @param features the lake's features
 * @param vectors of all spaces, as {@link StoreRows#VECTOR}
 * @param spaces the versions that have one
 * @param until younger entries are not blamed
 */
record VectorComparison(
        Dataset<Row> rows,
        Dataset<Row> ledger,
        Dataset<Row> features,
        Dataset<Row> vectors,
        List<String> spaces,
        Timestamp until) {
    private static final String[] ENTRY = {"photo_id", "transform"};

    /** Every disagreement, as {@code photo_id, detail}. */
    Map<Difference, Dataset<Row>> findings() {
        Dataset<Row> living = rows.where("status <> 'deleted'").select("photo_id");
        Dataset<Row> done = ledger.where("outcome = 'done'")
                .where(col("transform").isin(spaces.toArray()))
                .where(col("occurred_at").leq(until))
                .select("photo_id", "transform")
                .join(living, "photo_id");
        Dataset<Row> kept = features.where("size(vectors) > 0");
        Dataset<Row> settled = features.where(col("occurred_at").leq(until));
        return Map.of(
                MISSING_FEATURES, lacking(done, kept),
                MISSING_VECTOR, lacking(done, vectors),
                FEATURES_WITHOUT_ROW, Comparison.lacking(settled, living, "photo_id", col("transform")),
                VECTOR_WITHOUT_ROW, Comparison.lacking(vectors, living, "photo_id", col("transform")));
    }

    private static Dataset<Row> lacking(Dataset<Row> done, Dataset<Row> made) {
        return done.join(made.select("photo_id", "transform"), ENTRY, "left_anti")
                .select(col("photo_id"), col("transform").as("detail"));
    }
}
