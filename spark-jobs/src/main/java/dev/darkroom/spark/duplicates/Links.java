package dev.darkroom.spark.duplicates;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.unix_micros;

import dev.darkroom.core.photo.DuplicateGroup.Kind;
import java.time.Duration;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/**
 * Pure functions from photos to links {@code (user_id, a, b, kind)} between two photos of one owner, where {@code kind} is
 * the looseness of a {@link Kind}. Of photos that are all alike each is linked with the next only: links say what hangs
 * together, and their number grows with that of the photos.
 */
final class Links {
    private static final StructType PAIR = StructType.fromDDL("user_id string, a string, b string");

    /** Hashes that are compared with each hash of a band. */
    private static final int COMPARED = 1_000;

    private Links() {}

    /** Every link there is; {@code cutShort} counts hashes that were not compared with all of a band. */
    static Dataset<Row> all(Dataset<Row> photos, HashBands bands, Duration burstGap, LongAccumulator cutShort) {
        return same(photos, "content_hash", Kind.EXACT)
                .unionByName(same(photos, "pixel_hash", Kind.PIXELS))
                .unionByName(same(photos, "perceptual_hash", Kind.NEAR))
                .unionByName(near(photos, bands, COMPARED, cutShort))
                .unionByName(bursts(photos, burstGap));
    }

    /** Links between photos that are equal in {@code column}. */
    static Dataset<Row> same(Dataset<Row> photos, String column, Kind kind) {
        WindowSpec equals = Window.partitionBy("user_id", column).orderBy("photo_id");
        return photos.where(col(column).isNotNull())
                .select(
                        col("user_id"),
                        col("photo_id").as("a"),
                        lag("photo_id", 1).over(equals).as("b"),
                        of(kind))
                .where("b IS NOT NULL");
    }

    /** Links between photos whose perceptual hashes differ, by at most the distance of {@code bands}. */
    static Dataset<Row> near(Dataset<Row> photos, HashBands bands, int limit, LongAccumulator cutShort) {
        Column[] bits = bands.masks().stream()
                .map(mask -> col("perceptual_hash").bitwiseAND(lit(mask)))
                .toArray(Column[]::new);
        // Equal hashes are one here: black frames by the thousand would otherwise be compared with each other.
        return photos.where("perceptual_hash IS NOT NULL")
                .groupBy("user_id", "perceptual_hash")
                .agg(min("photo_id").as("photo_id"))
                .select(col("user_id"), col("photo_id"), col("perceptual_hash"), posexplode(functions.array(bits)))
                .repartition(col("user_id"), col("pos"), col("col"))
                .sortWithinPartitions("user_id", "pos", "col", "perceptual_hash")
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) hashes -> new BandScan(hashes, bands, limit, cutShort),
                        Encoders.row(PAIR))
                .withColumn("kind", of(Kind.NEAR));
    }

    /** Links between photos that one camera took within {@code gap} of each other, one after the other. */
    static Dataset<Row> bursts(Dataset<Row> photos, Duration gap) {
        WindowSpec shots = Window.partitionBy("user_id", "camera").orderBy("taken_at", "photo_id");
        Column since = unix_micros(col("taken_at"))
                .minus(unix_micros(lag("taken_at", 1).over(shots)));
        return photos.where("taken_at IS NOT NULL AND camera IS NOT NULL")
                .select(
                        col("user_id"),
                        col("photo_id").as("a"),
                        lag("photo_id", 1).over(shots).as("b"),
                        of(Kind.BURST),
                        since.as("since"))
                .where(col("since").leq(gap.toNanos() / 1_000))
                .drop("since");
    }

    private static Column of(Kind kind) {
        return lit(kind.looseness()).as("kind");
    }
}
