package dev.darkroom.spark.rerank;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.darkroom.spark.rerank.Signals.Quality;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Every completed photo with the rank that it has and the one that it should have. */
final class RankedPhotos {
    private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();
    private static final String[] PHOTO = {"user_id", "photo_id"};
    private static final StructType RANKED =
            StructType.fromDDL("user_id string, photo_id string, sort_at timestamp, current double, proposed double");

    private RankedPhotos() {}

    /**
     * Ranks {@code photos}.
     *
     * @param duplicates rows of {@code archive.duplicates}
     * @param popularity of {@link Popularity}
     */
    static Dataset<Row> of(
            Dataset<Row> photos, Dataset<Row> duplicates, Dataset<Row> popularity, RankWeights weights, Instant now) {
        long seconds = now.getEpochSecond();
        return photos.join(duplicates.select("user_id", "photo_id", "best"), PHOTO, "left")
                .join(popularity, PHOTO, "left")
                .withColumn("sort_at", coalesce(col("taken_at"), col("uploaded_at")))
                .withColumn(Popularity.COLUMN, coalesce(col(Popularity.COLUMN), lit(0.0)))
                .map(
                        (MapFunction<Row, Row>) photo -> RowFactory.create(
                                photo.getAs("user_id"),
                                photo.getAs("photo_id"),
                                photo.getAs("sort_at"),
                                photo.getAs("rank"),
                                StaticRank.of(signals(photo, seconds), weights)),
                        Encoders.row(RANKED));
    }

    private static Signals signals(Row photo, long now) {
        String best = photo.getAs("best");
        return new Signals(
                (now - photo.<Timestamp>getAs("sort_at").toInstant().getEpochSecond()) / SECONDS_A_DAY,
                photo.getAs(Popularity.COLUMN),
                photo.getAs("sharpness") == null ? Optional.empty() : Optional.of(quality(photo)),
                best != null && !best.equals(photo.getAs("photo_id")));
    }

    private static Quality quality(Row photo) {
        double shadows = photo.getAs("clipped_shadows");
        double highlights = photo.getAs("clipped_highlights");
        return new Quality(
                photo.getAs("sharpness"),
                photo.getAs("brightness"),
                shadows + highlights,
                photo.getAs("colourfulness"));
    }
}
