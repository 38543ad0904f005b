package dev.darkroom.spark.rerank;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * How much photos are looked at: the sum of their views, of which each half-life leaves half. What one viewer reads of a
 * photo within a clock hour is one view. What was opened from searches that judge is left out.
 */
final class Popularity {
    static final String COLUMN = "popularity";

    /** Sums of whole numbers do not depend on their order, so equal inputs give equal ranks. */
    private static final double FIXED_POINT = 1e9;

    private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();
    private static final StructType LEFT = StructType.fromDDL("user_id string, photo_id string, remaining bigint");

    private Popularity() {}

    /** {@code (user_id, photo_id, popularity)} of every photo that was viewed. */
    static Dataset<Row> of(Dataset<Row> views, Instant now, double halfLifeDays) {
        long seconds = now.getEpochSecond();
        return views.where(not(JudgedSearches.judges(col("search_id"))))
                .select(
                        col("user_id"),
                        col("photo_id"),
                        col("viewer"),
                        date_trunc("hour", col("occurred_at")).as("hour"))
                .distinct()
                .map(
                        (MapFunction<Row, Row>)
                                view -> RowFactory.create(view.get(0), view.get(1), left(view, seconds, halfLifeDays)),
                        Encoders.row(LEFT))
                .groupBy("user_id", "photo_id")
                .agg(sum("remaining").divide(FIXED_POINT).as(COLUMN));
    }

    private static long left(Row view, long now, double halfLifeDays) {
        double age = now - view.<Timestamp>getAs("hour").toInstant().getEpochSecond();
        return Math.round(StaticRank.left(age / SECONDS_A_DAY, halfLifeDays) * FIXED_POINT);
    }
}
