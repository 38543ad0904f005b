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
import dev.darkroom.core.port.PhotoVersion;
import dev.darkroom.core.port.Registration;
import dev.darkroom.core.port.Registration.Outcome;
import dev.darkroom.core.port.TimelineCursor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The catalogue in Spanner: the table {@code photos} of {@link SpannerSchema}. */
public final class SpannerPhotoCatalog implements PhotoCatalog {
    private static final String FIND =
            "select version, processing_status, snapshot from photos" + " where user_id = ? and photo_id = ?";
    private final SpannerDatabase database;
    private final PhotoLists lists;
    private final SpannerCheck check;

    /** {@code url} is the JDBC URL, {@code jdbc:cloudspanner:...}. */
    public SpannerPhotoCatalog(String url) {
        this.database = new SpannerDatabase(url);
        this.lists = new PhotoLists(database);
        this.check = new SpannerCheck(database);
    }

    @Override
    public Registration register(Upload upload) {
        Photo fresh = new Photo(upload, PhotoStatus.PENDING, 1, Optional.empty(), Optional.empty(), List.of());
        String what = "register photo " + fresh.id();
        if (database.insertIfAbsent(what, PhotoRow.insert(fresh))) {
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
        SpannerDatabase.write(connection, PhotoRow.revive(revived));
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
                was.duplicates(),
                was.rank());
        SpannerDatabase.write(connection, PhotoRow.update(amended));
        return new Registration(Outcome.AMENDED, amended);
    }

    @Override
    public Optional<Photo> find(UserId owner, PhotoId photo) {
        return database.single("find photo " + photo, connection -> find(connection, owner, photo))
                .flatMap(Row::living);
    }

    @Override
    public List<Photo> findAll(UserId owner, Collection<PhotoId> photos) {
        return lists.findAll(owner, photos);
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
                            was.duplicates(),
                            was.rank());
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
                                was.duplicates(),
                                was.rank()));
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
                                duplicates,
                                was.rank()));
    }

    @Override
    public Optional<Photo> rank(UserId owner, PhotoId photo, double rank) {
        return change(
                "rank",
                owner,
                photo,
                was -> was.status() != PhotoStatus.COMPLETED || was.rank().equals(OptionalDouble.of(rank))
                        ? was
                        : new Photo(
                                was.upload(),
                                was.status(),
                                was.version() + 1,
                                was.developed(),
                                was.rejection(),
                                was.tags(),
                                was.duplicates(),
                                OptionalDouble.of(rank)));
    }

    /** Applies {@code step} to a living photo; a step that gives the same photo back writes nothing. */
    private Optional<Photo> change(String verb, UserId owner, PhotoId photo, UnaryOperator<Photo> step) {
        return database.transaction(verb + " photo " + photo, connection -> {
            Optional<Photo> was = find(connection, owner, photo).flatMap(Row::living);
            Optional<Photo> is = was.map(step);
            if (!is.equals(was)) {
                SpannerDatabase.write(connection, PhotoRow.update(is.orElseThrow()));
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
        return lists.timeline(owner, after, limit);
    }

    @Override
    public void scan(Consumer<Photo> consumer) {
        lists.scan(consumer);
    }

    @Override
    public void versions(Instant deletedSince, Consumer<PhotoVersion> consumer) {
        lists.versions(deletedSince, consumer);
    }

    @Override
    public void scan(UserId owner, Consumer<Photo> consumer) {
        lists.scan(owner, consumer);
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
