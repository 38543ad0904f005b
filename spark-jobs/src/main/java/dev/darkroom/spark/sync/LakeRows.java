package dev.darkroom.spark.sync;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.event.PhotoDerived;
import dev.darkroom.core.event.PhotoRejected;
import dev.darkroom.core.event.PhotoUploaded;
import dev.darkroom.core.photo.Camera;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.GeoPoint;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.photo.Rejection;
import dev.darkroom.core.photo.TakenAt;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.transform.TransformId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Pure functions from an event to the rows that it means in the lake. */
final class LakeRows {
    /** The columns of the photos table, in its order. */
    static final StructType PHOTO = new StructType()
            .add("user_id", StringType, false)
            .add("photo_id", StringType, false)
            .add("version", LongType, false)
            .add("status", StringType, false)
            .add("content_hash", StringType)
            .add("file_name", StringType)
            .add("format", StringType)
            .add("size_bytes", LongType)
            .add("width", IntegerType)
            .add("height", IntegerType)
            .add("uploaded_at", TimestampType)
            .add("taken_at", TimestampType)
            .add("zone_source", StringType)
            .add("camera", StringType)
            .add("lens", StringType)
            .add("latitude", DoubleType)
            .add("longitude", DoubleType)
            .add("title", StringType)
            .add("place", StringType)
            .add("keywords", createArrayType(StringType, false))
            .add("tags", createArrayType(StringType, false))
            .add("rendition_transform", StringType)
            .add("thumb_hash", StringType)
            .add("perceptual_hash", LongType)
            .add("rejection_reason", StringType)
            .add("changed_at", TimestampType, false);

    /** The columns of the ledger, in its order. */
    static final StructType DERIVATION = new StructType()
            .add("user_id", StringType, false)
            .add("photo_id", StringType, false)
            .add("transform", StringType, false)
            .add("version", LongType, false)
            .add("outcome", StringType, false)
            .add("reason", StringType)
            .add("occurred_at", TimestampType, false);

    private LakeRows() {}

    /** The state of the photo after {@code event}. */
    static Row photo(Event event) {
        Optional<Photo> snapshot = snapshot(event);
        if (snapshot.isPresent()) {
            return photo(snapshot.get(), event.occurredAt());
        }
        if (event instanceof PhotoUploaded uploaded) {
            Photo pending = new Photo(
                    uploaded.upload(),
                    PhotoStatus.PENDING,
                    uploaded.version(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());
            return photo(pending, event.occurredAt());
        }
        Object[] tombstone = new Object[PHOTO.size()];
        tombstone[0] = event.owner().value();
        tombstone[1] = event.photo().toString();
        tombstone[2] = event.version();
        tombstone[3] = PhotoStatus.DELETED.code();
        tombstone[tombstone.length - 1] = Timestamp.from(event.occurredAt());
        return RowFactory.create(tombstone);
    }

    /** The entries that {@code event} makes in the ledger. */
    static Stream<Row> derivations(Event event) {
        if (event instanceof PhotoDerived derived) {
            return derived.snapshot().developed().orElseThrow().transforms().stream()
                    .map(transform -> derivation(event, transform, "done", null));
        }
        if (event instanceof PhotoRejected rejected) {
            Rejection rejection = rejected.rejection();
            return Stream.of(derivation(
                    event, rejection.transform(), "failed", rejection.reason().code()));
        }
        return Stream.empty();
    }

    private static Optional<Photo> snapshot(Event event) {
        if (event instanceof PhotoDerived derived) {
            return Optional.of(derived.snapshot());
        }
        if (event instanceof PhotoRejected rejected) {
            return Optional.of(rejected.snapshot());
        }
        return event instanceof PhotoChanged changed ? changed.snapshot() : Optional.empty();
    }

    private static Row photo(Photo photo, Instant changedAt) {
        Upload upload = photo.upload();
        Optional<Developed> developed = photo.developed();
        PhotoMetadata metadata = developed.map(Developed::metadata).orElse(PhotoMetadata.NONE);
        Camera camera = metadata.camera();
        Optional<GeoPoint> location = metadata.location();
        return RowFactory.create(
                upload.owner().value(),
                upload.id().toString(),
                photo.version(),
                photo.status().code(),
                upload.content().hex(),
                upload.fileName(),
                upload.format().code(),
                upload.sizeBytes(),
                developed.map(Developed::width).orElse(upload.width()),
                developed.map(Developed::height).orElse(upload.height()),
                Timestamp.from(upload.uploadedAt()),
                metadata.takenAt().map(taken -> Timestamp.from(taken.instant())).orElse(null),
                metadata.takenAt().map(TakenAt::zoneSource).map(LakeRows::code).orElse(null),
                camera.displayName().orElse(null),
                camera.lens().orElse(null),
                location.map(GeoPoint::latitude).orElse(null),
                location.map(GeoPoint::longitude).orElse(null),
                metadata.title().orElse(null),
                metadata.place().orElse(null),
                metadata.keywords().toArray(),
                photo.tags().toArray(),
                developed.map(made -> made.renditionTransform().toString()).orElse(null),
                developed.map(Developed::thumbHash).orElse(null),
                developed.map(Developed::perceptualHash).orElse(null),
                photo.rejection().map(rejection -> rejection.reason().code()).orElse(null),
                Timestamp.from(changedAt));
    }

    private static Row derivation(Event event, TransformId transform, String outcome, String reason) {
        return RowFactory.create(
                event.owner().value(),
                event.photo().toString(),
                transform.toString(),
                event.version(),
                outcome,
                reason,
                Timestamp.from(event.occurredAt()));
    }

    private static String code(TakenAt.ZoneSource source) {
        return source.name().toLowerCase(Locale.ROOT);
    }
}
