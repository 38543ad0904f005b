package dev.darkroom.stores.spanner;

import com.google.cloud.ByteArray;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Mutation;
import dev.darkroom.core.event.EventCodec;
import dev.darkroom.core.event.UndecodableEventException;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.GeoPoint;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.TakenAt;
import dev.darkroom.core.photo.Upload;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A photo as a row of {@code photos}: the mutations and statements that write one, and how it is read back. */
final class PhotoRow {
    private static final String TABLE = "photos";

    static final String DELETE = "update photos set version = ?, processing_status = 'deleted', snapshot = ?,"
            + " sort_at = null, deleted_at = current_timestamp where user_id = ? and photo_id = ?";

    /** Nothing but the keys, the version and the moment stay: a tombstone holds no user data. */
    static final String PURGE = "update photos set purged_at = current_timestamp, snapshot = null, file_name = null,"
            + " content_hash = null, format = null, size_bytes = null, width = null, height = null,"
            + " uploaded_at = null, taken_at = null, camera = null, latitude = null, longitude = null, tags = null,"
            + " rejection = null, storage_tier = null, last_viewed_at = null"
            + " where user_id = ? and photo_id = ? and processing_status = 'deleted' and purged_at is null";

    /** What other recipes made of a photo goes with it. */
    static final String PURGE_DERIVED = "delete from photo_derived where user_id = ? and photo_id = ?";

    /** Spanner's first moment; a camera's clock may be set before it. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private PhotoRow() {}

    /** A row that must not be there yet. */
    static Mutation insert(Photo photo) {
        return written(Mutation.newInsertBuilder(TABLE), photo)
                .set("storage_tier")
                .to("hot")
                .build();
    }

    static Mutation update(Photo photo) {
        return written(Mutation.newUpdateBuilder(TABLE), photo).build();
    }

    /** Over a tombstone: back to what an insert makes. */
    static Mutation revive(Photo photo) {
        Mutation.WriteBuilder row = written(Mutation.newUpdateBuilder(TABLE), photo)
                .set("storage_tier")
                .to("hot");
        for (String moment : List.of("last_viewed_at", "deleted_at", "purged_at")) {
            row.set(moment).to((Timestamp) null);
        }
        return row.build();
    }

    /** Everything that follows from the photo. */
    private static Mutation.WriteBuilder written(Mutation.WriteBuilder row, Photo photo) {
        Upload upload = photo.upload();
        Optional<Developed> developed = photo.developed();
        Optional<PhotoMetadata> metadata = developed.map(Developed::metadata);
        Optional<GeoPoint> location = metadata.flatMap(PhotoMetadata::location);
        row.set("user_id").to(photo.owner().value());
        row.set("photo_id").to(photo.id().toString());
        row.set("version").to(photo.version());
        row.set("processing_status").to(photo.status().code());
        row.set("snapshot").to(ByteArray.copyFrom(EventCodec.encodePhoto(photo)));
        row.set("file_name").to(storable(upload.fileName()));
        row.set("content_hash").to(upload.content().hex());
        row.set("format").to(upload.format().code());
        row.set("size_bytes").to(upload.sizeBytes());
        row.set("width").to((long) developed.map(Developed::width).orElse(upload.width()));
        row.set("height").to((long) developed.map(Developed::height).orElse(upload.height()));
        row.set("uploaded_at").to(moment(upload.uploadedAt()));
        row.set("taken_at")
                .to(metadata.flatMap(PhotoMetadata::takenAt)
                        .map(TakenAt::instant)
                        .map(PhotoRow::moment)
                        .orElse(null));
        row.set("sort_at").to(moment(photo.sortAt()));
        row.set("camera")
                .to(metadata.flatMap(known -> known.camera().displayName())
                        .map(PhotoRow::storable)
                        .orElse(null));
        row.set("latitude").to(location.map(GeoPoint::latitude).orElse(null));
        row.set("longitude").to(location.map(GeoPoint::longitude).orElse(null));
        row.set("tags")
                .toStringArray(photo.tags().stream().map(PhotoRow::storable).toList());
        row.set("rejection")
                .to(photo.rejection()
                        .map(rejection -> rejection.reason().code())
                        .orElse(null));
        return row;
    }

    /** Binds all parameters of {@link #DELETE}. */
    static void bindDelete(PreparedStatement statement, Photo deleted) throws SQLException {
        statement.setLong(1, deleted.version());
        statement.setBytes(2, EventCodec.encodePhoto(deleted));
        statement.setString(3, deleted.owner().value());
        statement.setString(4, deleted.id().toString());
    }

    static Array strings(PreparedStatement statement, List<String> values) throws SQLException {
        return statement
                .getConnection()
                .createArrayOf("STRING", values.stream().map(PhotoRow::storable).toArray());
    }

    static java.sql.Timestamp timestamp(Instant instant) {
        return java.sql.Timestamp.from(representable(instant));
    }

    private static Timestamp moment(Instant instant) {
        Instant kept = representable(instant);
        return Timestamp.ofTimeSecondsAndNanos(kept.getEpochSecond(), kept.getNano());
    }

    private static Instant representable(Instant instant) {
        return instant.isBefore(EARLIEST) ? EARLIEST : instant;
    }

    /** The photo in column {@code snapshot}, unless that is null. */
    static Optional<Photo> read(ResultSet row) throws SQLException {
        byte[] snapshot = row.getBytes("snapshot");
        if (snapshot == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(EventCodec.decodePhoto(snapshot));
        } catch (UndecodableEventException e) {
            throw new IllegalStateException(
                    "A row of photos holds a snapshot that this version cannot read; upgrade readers before writers",
                    e);
        }
    }

    /** PostgreSQL's text holds every character but this one; the snapshot keeps it. */
    private static String storable(String text) {
        return text.replace("\0", "");
    }
}
