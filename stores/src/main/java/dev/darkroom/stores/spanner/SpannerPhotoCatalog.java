package dev.darkroom.stores.spanner;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.DuplicateGroup;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.photo.Rejection;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.port.PhotoCatalog;
import dev.darkroom.core.port.Registration;
import dev.darkroom.core.port.Registration.Outcome;
import dev.darkroom.core.port.TimelineCursor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The catalogue in Spanner: the table {@code photos} of {@link SpannerSchema}. */
public final class SpannerPhotoCatalog implements PhotoCatalog {
    private static final int MAX_FOUND = 1_000;
    private static final int MAX_PAGE = 500;

    private static final String FIND =
            "select version, processing_status, snapshot from photos" + " where user_id = ? and photo_id = ?";
    private static final String FIND_ALL = "select snapshot from photos"
            + " where user_id = ? and photo_id = any(?) and processing_status <> 'deleted'";
    private static final String TIMELINE = "select snapshot from photos where user_id = ? and sort_at is not null"
            + " order by sort_at desc, photo_id limit ?";
    // The first condition bounds the range of the index, the second decides between equal times.
    private static final String TIMELINE_AFTER = "select snapshot from photos"
            + " where user_id = ? and sort_at is not null and sort_at <= ? and (sort_at < ? or photo_id > ?)"
            + " order by sort_at desc, photo_id limit ?";
    private static final String SCAN = "select user_id, photo_id, snapshot from photos"
            + " where user_id >= ? and (user_id > ? or photo_id > ?) and purged_at is null"
            + " order by user_id, photo_id limit " + MAX_PAGE;
    private static final String SCAN_OWNER = "select snapshot from photos"
            + " where user_id = ? and photo_id > ? and purged_at is null order by photo_id limit " + MAX_PAGE;

    private final SpannerDatabase database;
    private final SpannerCheck check;

    /** {@code url} is the JDBC URL, {@code jdbc:cloudspanner:...}. */
    public SpannerPhotoCatalog(String url) {
        this.database = new SpannerDatabase(url);
        this.check = new SpannerCheck(database);
    }

    @Override
    public Registration register(Upload upload) {
        Photo fresh = new Photo(upload, PhotoStatus.PENDING, 1, Optional.empty(), Optional.empty(), List.of());
        String what = "register photo " + fresh.id();
        boolean inserted = database.single(what, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(PhotoRow.INSERT)) {
                PhotoRow.bind(insert, fresh);
                try (ResultSet returned = insert.executeQuery()) {
                    return returned.next();
                }
            }
        });
        if (inserted) {
            return new Registration(Outcome.CREATED, fresh);
        }
        return database.transaction(what, connection -> registerAgain(connection, fresh));
    }

    private static Registration registerAgain(Connection connection, Photo fresh) throws SQLException {
        Row row = find(connection, fresh.owner(), fresh.id())
                .orElseThrow(() -> new UnavailableException(
                        "Photo " + fresh.id() + " expired while it was registered; register it again", null));
        if (row.photo().isPresent()) {
            Photo was = row.photo().get();
            return row.isDeleted() ? new Registration(Outcome.DELETING, was) : amend(connection, was, fresh.upload());
        }
        Photo revived = new Photo(
                fresh.upload(), PhotoStatus.PENDING, row.version() + 1, Optional.empty(), Optional.empty(), List.of());
        write(connection, PhotoRow.REVIVE, revived);
        return new Registration(Outcome.REVIVED, revived);
    }

    private static Registration amend(Connection connection, Photo was, Upload again) throws SQLException {
        if (again.sidecar().isEmpty() || again.sidecar().equals(was.upload().sidecar())) {
            return new Registration(Outcome.DUPLICATE, was);
        }
        Photo amended = new Photo(
                was.upload().withSidecar(again.sidecar().get()),
                was.status(),
                was.version() + 1,
                was.developed(),
                was.rejection(),
                was.tags(),
                was.duplicates());
        write(connection, PhotoRow.UPDATE, amended);
        return new Registration(Outcome.AMENDED, amended);
    }

    @Override
    public Optional<Photo> find(UserId owner, PhotoId photo) {
        return database.single("find photo " + photo, connection -> find(connection, owner, photo))
                .flatMap(Row::living);
    }

    @Override
    public List<Photo> findAll(UserId owner, Collection<PhotoId> photos) {
        if (photos.size() > MAX_FOUND) {
            throw new IllegalArgumentException(
                    "At most " + MAX_FOUND + " photos can be found at once, not " + photos.size());
        }
        if (photos.isEmpty()) {
            return List.of();
        }
        List<String> ids = photos.stream().distinct().map(PhotoId::toString).toList();
        return database.single("find " + ids.size() + " photos", connection -> {
            try (PreparedStatement select = connection.prepareStatement(FIND_ALL)) {
                select.setString(1, owner.value());
                select.setArray(2, PhotoRow.strings(select, ids));
                return snapshots(select);
            }
        });
    }

    @Override
    public Optional<Photo> complete(UserId owner, PhotoId photo, Developed developed) {
        return change("complete", owner, photo, was -> {
            boolean same =
                    was.status() == PhotoStatus.COMPLETED && was.developed().equals(Optional.of(developed));
            return same
                    ? was
                    : new Photo(
                            was.upload(),
                            PhotoStatus.COMPLETED,
                            was.version() + 1,
                            Optional.of(developed),
                            Optional.empty(),
                            was.tags(),
                            was.duplicates());
        });
    }

    @Override
    public Optional<Photo> reject(UserId owner, PhotoId photo, Rejection rejection) {
        return change("reject", owner, photo, was -> {
            boolean settled =
                    was.status() == PhotoStatus.COMPLETED || was.rejection().equals(Optional.of(rejection));
            return settled
                    ? was
                    : new Photo(
                            was.upload(),
                            PhotoStatus.FAILED,
                            was.version() + 1,
                            Optional.empty(),
                            Optional.of(rejection),
                            was.tags());
        });
    }

    @Override
    public Optional<Photo> tag(UserId owner, PhotoId photo, List<String> tags) {
        return change(
                "tag",
                owner,
                photo,
                was -> was.tags().equals(tags)
                        ? was
                        : new Photo(
                                was.upload(),
                                was.status(),
                                was.version() + 1,
                                was.developed(),
                                was.rejection(),
                                tags,
                                was.duplicates()));
    }

    @Override
    public Optional<Photo> group(UserId owner, PhotoId photo, Optional<DuplicateGroup> duplicates) {
        return change(
                "group",
                owner,
                photo,
                was -> was.status() != PhotoStatus.COMPLETED || was.duplicates().equals(duplicates)
                        ? was
                        : new Photo(
                                was.upload(),
                                was.status(),
                                was.version() + 1,
                                was.developed(),
                                was.rejection(),
                                was.tags(),
                                duplicates));
    }

    /** Applies {@code step} to a living photo; a step that gives the same photo back writes nothing. */
    private Optional<Photo> change(String verb, UserId owner, PhotoId photo, UnaryOperator<Photo> step) {
        return database.transaction(verb + " photo " + photo, connection -> {
            Optional<Photo> was = find(connection, owner, photo).flatMap(Row::living);
            Optional<Photo> is = was.map(step);
            if (!is.equals(was)) {
                write(connection, PhotoRow.UPDATE, is.orElseThrow());
            }
            return is;
        });
    }

    @Override
    public Optional<Photo> delete(UserId owner, PhotoId photo) {
        return database.transaction("delete photo " + photo, connection -> {
            Optional<Row> row = find(connection, owner, photo);
            Optional<Photo> was = row.flatMap(Row::photo);
            if (was.isEmpty() || row.get().isDeleted()) {
                return was;
            }
            Photo deleted = new Photo(
                    was.get().upload(),
                    PhotoStatus.DELETED,
                    was.get().version() + 1,
                    was.get().developed(),
                    was.get().rejection(),
                    was.get().tags());
            try (PreparedStatement update = connection.prepareStatement(PhotoRow.DELETE)) {
                PhotoRow.bindDelete(update, deleted);
                update.executeUpdate();
            }
            return Optional.of(deleted);
        });
    }

    @Override
    public void purge(UserId owner, PhotoId photo) {
        database.transaction("purge photo " + photo, connection -> {
            int purged = run(connection, PhotoRow.PURGE, owner, photo);
            return purged == 0 ? 0 : run(connection, PhotoRow.PURGE_DERIVED, owner, photo);
        });
    }

    @Override
    public List<Photo> timeline(UserId owner, Optional<TimelineCursor> after, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("limit must lie in [1, " + MAX_PAGE + "]: " + limit);
        }
        return database.single("read a timeline", connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(after.isPresent() ? TIMELINE_AFTER : TIMELINE)) {
                int next = 0;
                select.setString(++next, owner.value());
                if (after.isPresent()) {
                    Timestamp sortAt = PhotoRow.timestamp(after.get().sortAt());
                    select.setTimestamp(++next, sortAt);
                    select.setTimestamp(++next, sortAt);
                    select.setString(++next, after.get().photo().toString());
                }
                select.setLong(++next, limit);
                return snapshots(select);
            }
        });
    }

    @Override
    public void scan(Consumer<Photo> consumer) {
        String[] last = {"", ""};
        List<Photo> page;
        do {
            page = database.single("scan photos", connection -> {
                try (PreparedStatement select = connection.prepareStatement(SCAN)) {
                    select.setString(1, last[0]);
                    select.setString(2, last[0]);
                    select.setString(3, last[1]);
                    return snapshots(select);
                }
            });
            page.forEach(consumer);
            if (!page.isEmpty()) {
                Photo end = page.get(page.size() - 1);
                last[0] = end.owner().value();
                last[1] = end.id().toString();
            }
        } while (page.size() == MAX_PAGE);
    }

    @Override
    public void scan(UserId owner, Consumer<Photo> consumer) {
        String[] last = {""};
        List<Photo> page;
        do {
            page = database.single("scan photos of one user", connection -> {
                try (PreparedStatement select = connection.prepareStatement(SCAN_OWNER)) {
                    select.setString(1, owner.value());
                    select.setString(2, last[0]);
                    return snapshots(select);
                }
            });
            page.forEach(consumer);
            if (!page.isEmpty()) {
                last[0] = page.get(page.size() - 1).id().toString();
            }
        } while (page.size() == MAX_PAGE);
    }

    @Override
    public void check() {
        check.run();
    }

    @Override
    public void close() {
        database.close();
    }

    private static Optional<Row> find(Connection connection, UserId owner, PhotoId photo) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setString(1, owner.value());
            select.setString(2, photo.toString());
            try (ResultSet found = select.executeQuery()) {
                return found.next()
                        ? Optional.of(new Row(
                                found.getLong("version"),
                                PhotoStatus.ofCode(found.getString("processing_status")),
                                PhotoRow.read(found)))
                        : Optional.empty();
            }
        }
    }

    private static int run(Connection connection, String sql, UserId owner, PhotoId photo) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, owner.value());
            update.setString(2, photo.toString());
            return update.executeUpdate();
        }
    }

    private static void write(Connection connection, String sql, Photo photo) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            PhotoRow.bind(update, photo);
            update.executeUpdate();
        }
    }

    private static List<Photo> snapshots(PreparedStatement select) throws SQLException {
        List<Photo> photos = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                PhotoRow.read(rows).ifPresent(photos::add);
            }
        }
        return photos;
    }

    /** What a row says; {@code photo} is empty in a tombstone. */
    private record Row(long version, PhotoStatus status, Optional<Photo> photo) {
        boolean isDeleted() {
            return status == PhotoStatus.DELETED;
        }

        Optional<Photo> living() {
            return isDeleted() ? Optional.empty() : photo;
        }
    }
}
