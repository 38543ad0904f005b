package dev.darkroom.stores.spanner;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.port.PhotoVersion;
import dev.darkroom.core.port.TimelineCursor;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads several photos at once: those with given ids, a page of a timeline, or all. */
final class PhotoLists {
    private static final int MAX_FOUND = 1_000;
    private static final int MAX_PAGE = 500;
    private static final int MAX_VERSIONS = 2_000;

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
    private static final String VERSIONS = "select user_id, photo_id, version, processing_status from photos"
            + " where user_id >= ? and (user_id > ? or photo_id > ?)"
            + " and (processing_status <> 'deleted' or deleted_at >= ?)"
            + " order by user_id, photo_id limit " + MAX_VERSIONS;
    private static final String SCAN_OWNER = "select snapshot from photos"
            + " where user_id = ? and photo_id > ? and purged_at is null order by photo_id limit " + MAX_PAGE;

    private final SpannerDatabase database;

    PhotoLists(SpannerDatabase database) {
        this.database = database;
    }

    List<Photo> findAll(UserId owner, Collection<PhotoId> photos) {
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

    List<Photo> timeline(UserId owner, Optional<TimelineCursor> after, int limit) {
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

    void scan(Consumer<Photo> consumer) {
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

    void scan(UserId owner, Consumer<Photo> consumer) {
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

    void versions(Instant deletedSince, Consumer<PhotoVersion> consumer) {
        String[] last = {"", ""};
        List<PhotoVersion> page;
        do {
            page = database.single("scan versions of photos", connection -> {
                try (PreparedStatement select = connection.prepareStatement(VERSIONS)) {
                    select.setString(1, last[0]);
                    select.setString(2, last[0]);
                    select.setString(3, last[1]);
                    select.setTimestamp(4, PhotoRow.timestamp(deletedSince));
                    return versions(select);
                }
            });
            page.forEach(consumer);
            if (!page.isEmpty()) {
                PhotoVersion end = page.get(page.size() - 1);
                last[0] = end.owner().value();
                last[1] = end.photo().toString();
            }
        } while (page.size() == MAX_VERSIONS);
    }

    private static List<PhotoVersion> versions(PreparedStatement select) throws SQLException {
        List<PhotoVersion> versions = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                versions.add(new PhotoVersion(
                        new UserId(rows.getString("user_id")),
                        PhotoId.parse(rows.getString("photo_id")),
                        rows.getLong("version"),
                        PhotoStatus.ofCode(rows.getString("processing_status"))));
            }
        }
        return versions;
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
}
