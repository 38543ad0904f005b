package dev.darkroom.spark.audit;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.port.BlobInfo;
import dev.darkroom.core.transform.TransformId;
import java.sql.Timestamp;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Pure functions from what a store says to a row that can be joined. */
final class StoreRows {
    /** One object that a row promises; of a sidecar the row does not know the length. */
    static final StructType PROMISE =
            new StructType().add("key", StringType).add("bytes", LongType).add("hash", StringType);

    /** One entry that the ledger should have. */
    static final StructType DERIVATION =
            new StructType().add("transform", StringType).add("outcome", StringType);

    static final StructType PHOTO = new StructType()
            .add("photo_id", StringType)
            .add("version", LongType)
            .add("status", StringType)
            .add("uploaded_at", TimestampType)
            .add("original", PROMISE)
            .add("sidecar", PROMISE)
            .add("renditions", createArrayType(PROMISE))
            .add("derivations", createArrayType(DERIVATION));

    static final StructType OBJECT = new StructType()
            .add("key", StringType)
            .add("photo_id", StringType)
            .add("bytes", LongType)
            .add("modified_at", TimestampType);

    static final StructType DOCUMENT =
            new StructType().add("photo_id", StringType).add("version", LongType);

    static final StructType VECTOR =
            new StructType().add("photo_id", StringType).add("transform", StringType);

    private StoreRows() {}

    static Row photo(Photo photo) {
        Row original = RowFactory.create(
                ObjectKeys.original(photo.owner(), photo.id()),
                photo.upload().sizeBytes(),
                photo.upload().content().hex());
        Row[] renditions = photo.developed().stream()
                .flatMap(developed -> promises(photo, developed))
                .toArray(Row[]::new);
        return RowFactory.create(
                photo.id().toString(),
                photo.version(),
                photo.status().code(),
                Timestamp.from(photo.upload().uploadedAt()),
                original,
                sidecar(photo).orElse(null),
                renditions,
                derivations(photo).toArray(Row[]::new));
    }

    private static Optional<Row> sidecar(Photo photo) {
        return photo.upload()
                .sidecar()
                .map(content -> RowFactory.create(ObjectKeys.sidecar(photo.owner(), photo.id()), null, content.hex()));
    }

    private static Stream<Row> derivations(Photo photo) {
        return switch (photo.status()) {
            case COMPLETED ->
                photo.developed().orElseThrow().transforms().stream()
                        .map(transform -> RowFactory.create(transform.toString(), "done"));
            case FAILED ->
                photo.rejection().stream()
                        .map(rejection ->
                                RowFactory.create(rejection.transform().toString(), "failed"));
            case PENDING, DELETED -> Stream.empty();
        };
    }

    private static Stream<Row> promises(Photo photo, Developed developed) {
        return developed.renditions().stream()
                .map(rendition -> RowFactory.create(
                        ObjectKeys.rendition(developed.renditionTransform(), photo.owner(), photo.id(), rendition),
                        rendition.bytes(),
                        rendition.content().hex()));
    }

    /**
     * The photo of {@code originals/shard/user/PHOTO}, of its sidecar {@code originals/shard/user/PHOTO.xmp} or of
     * {@code renditions/recipe/user/PHOTO/size.ext}.
     */
    static Row object(BlobInfo info) {
        String[] parts = info.key().split("/", -1);
        String photo = parts.length > 3 ? parts[3].replaceFirst("\\.xmp$", "") : info.key();
        return RowFactory.create(info.key(), photo, info.bytes(), Timestamp.from(info.modifiedAt()));
    }

    static Row vector(PhotoId photo, TransformId transform) {
        return RowFactory.create(photo.toString(), transform.toString());
    }

    static Row document(PhotoId photo, long version) {
        return RowFactory.create(photo.toString(), version);
    }
}
