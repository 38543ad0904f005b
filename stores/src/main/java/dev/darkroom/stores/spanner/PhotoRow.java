package dev.darkroom.stores.spanner;

import dev.darkroom.core.event.EventCodec;
import dev.darkroom.core.event.UndecodableEventException;
import dev.darkroom.core.photo.GeoPoint;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.TakenAt;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A photo as a row of {@code photos}: the SQL that writes one, and how its parameters are bound. */
final class PhotoRow {
    /** Everything that follows from the photo, in the order of {@link #bind}; the keys last, for WHERE. */
    private static final List<String> WRITTEN = List.of(
            "version",
            "processing_status",
            "snapshot",
            "file_name",
            "content_hash",
            "format",
            "size_bytes",
            "width",
            "height",
            "uploaded_at",
            "taken_at",
            "sort_at",
            "camera",
            "latitude",
            "longitude",
            "tags",
            "rejection");

    static final String INSERT = "insert into photos (" + String.join(", ", WRITTEN)
            + ", user_id, photo_id, storage_tier) values (" + "?, ".repeat(WRITTEN.size() + 2) + "'hot')"
            + " on conflict (user_id, photo_id) do nothing returning photo_id";

    static final String UPDATE = "update photos set " + assignments() + " where user_id = ? and photo_id = ?";

    /** Over a tombstone: back to what an insert makes. */
    static final String REVIVE = "update photos set " + assignments()
            + ", storage_tier = 'hot', last_viewed_at = null, deleted_at = null, purged_at = null"
            + " where user_id = ? and photo_id = ?";

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

    /** Binds all parameters of {@link #INSERT}, {@link #UPDATE} or {@link #REVIVE}. */
    static void bind(PreparedStatement statement, Photo photo) throws SQLException {
        Optional<GeoPoint> location =
                photo.developed().flatMap(derived -> derived.metadata().location());
        int next = 0;
        statement.setLong(++next, photo.version());
        statement.setString(++next, photo.status().code());
        statement.setBytes(++next, EventCodec.encodePhoto(photo));
        statement.setString(++next, storable(photo.upload().fileName()));
        statement.setString(++next, photo.upload().content().hex());
        statement.setString(++next, photo.upload().format().code());
        statement.setLong(++next, photo.upload().sizeBytes());
        statement.setLong(
                ++next,
                photo.developed()
                        .map(derived -> derived.width())
                        .orElse(photo.upload().width()));
        statement.setLong(
                ++next,
                photo.developed()
                        .map(derived -> derived.height())
                        .orElse(photo.upload().height()));
        statement.setTimestamp(++next, timestamp(photo.upload().uploadedAt()));
        bindMaybe(
                statement,
                ++next,
                Types.TIMESTAMP,
                photo.developed()
                        .flatMap(derived -> derived.metadata().takenAt())
                        .map(TakenAt::instant)
                        .map(PhotoRow::timestamp));
        statement.setTimestamp(++next, timestamp(photo.sortAt()));
        bindMaybe(
                statement,
                ++next,
                Types.VARCHAR,
                photo.developed()
                        .flatMap(derived -> derived.metadata().camera().displayName())
                        .map(PhotoRow::storable));
        bindMaybe(statement, ++next, Types.DOUBLE, location.map(GeoPoint::latitude));
        bindMaybe(statement, ++next, Types.DOUBLE, location.map(GeoPoint::longitude));
        statement.setArray(++next, strings(statement, photo.tags()));
        bindMaybe(
                statement,
                ++next,
                Types.VARCHAR,
                photo.rejection().map(rejection -> rejection.reason().code()));
        statement.setString(++next, photo.owner().value());
        statement.setString(++next, photo.id().toString());
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

    static Timestamp timestamp(Instant instant) {
        return Timestamp.from(instant.isBefore(EARLIEST) ? EARLIEST : instant);
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

    private static void bindMaybe(PreparedStatement statement, int index, int type, Optional<?> value)
            throws SQLException {
        if (value.isPresent()) {
            statement.setObject(index, value.get());
        } else {
            statement.setNull(index, type);
        }
    }

    /** PostgreSQL's text holds every character but this one; the snapshot keeps it. */
    private static String storable(String text) {
        return text.replace("\0", "");
    }

    private static String assignments() {
        return WRITTEN.stream().map(column -> column + " = ?").collect(Collectors.joining(", "));
    }
}
