package dev.darkroom.spark.compare;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Rendition;
import dev.darkroom.imaging.quality.Quality;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The renditions of one size that both versions made of a photo.
 *
 * @param hashBits in which the photo's perceptual hashes of both versions differ, of 64
 * @param quality how near the new one is to the old one; absent when their sides in pixels differ, or are too small
 */
record Pair(UserId owner, PhotoId photo, int size, Side old, Side now, int hashBits, Optional<Quality> quality) {
    static final StructType COLUMNS = new StructType()
            .add("user_id", StringType)
            .add("photo_id", StringType)
            .add("size", IntegerType)
            .add("old_kind", StringType)
            .add("old_bytes", LongType)
            .add("new_kind", StringType)
            .add("new_bytes", LongType)
            .add("hash_bits", IntegerType)
            .add("psnr", DoubleType)
            .add("ssim", DoubleType);

    Row row() {
        return RowFactory.create(
                owner.value(),
                photo.toString(),
                size,
                old.kind,
                old.bytes,
                now.kind,
                now.bytes,
                hashBits,
                quality.map(Quality::psnr).orElse(null),
                quality.map(Quality::ssim).orElse(null));
    }

    static Pair of(Row row) {
        return new Pair(
                new UserId(row.getString(0)),
                PhotoId.parse(row.getString(1)),
                row.getInt(2),
                new Side(row.getString(3), row.getLong(4)),
                new Side(row.getString(5), row.getLong(6)),
                row.getInt(7),
                row.isNullAt(8) ? Optional.empty() : Optional.of(new Quality(row.getDouble(8), row.getDouble(9))));
    }

    boolean hasSameSides() {
        return old.sides().equals(now.sides());
    }

    /**
     * One of the two.
     *
     * @param kind such as {@code jpeg 600x450}
     */
    record Side(String kind, long bytes) {
        static Side of(Rendition rendition) {
            return new Side(
                    rendition.format().code() + " " + rendition.width() + "x" + rendition.height(), rendition.bytes());
        }

        String format() {
            return kind.substring(0, kind.indexOf(' '));
        }

        String sides() {
            return kind.substring(kind.indexOf(' ') + 1);
        }
    }
}
