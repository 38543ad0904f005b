package dev.darkroom.stores.spanner;

import dev.darkroom.core.event.EventCodec;
import dev.darkroom.core.event.UndecodableEventException;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.DerivedRenditions;
import dev.darkroom.core.port.RenditionCatalog;
import dev.darkroom.core.transform.TransformId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What other recipes made, in Spanner: the table {@code photo_derived} of {@link SpannerSchema}. */
public final class SpannerRenditionCatalog implements RenditionCatalog {
    private static final String LIVING = "select photo_id from photos"
            + " where user_id = ? and photo_id = any(?) and processing_status <> 'deleted'";
    private static final String PUT = "insert into photo_derived (user_id, photo_id, transform, payload, occurred_at)"
            + " values (?, ?, ?, ?, current_timestamp) on conflict (user_id, photo_id, transform) do update set"
            + " user_id = excluded.user_id, photo_id = excluded.photo_id, transform = excluded.transform,"
            + " payload = excluded.payload, occurred_at = excluded.occurred_at";
    private static final String FIND = "select photo_id, payload from photo_derived"
            + " where user_id = ? and photo_id = any(?) and transform = ?";

    private final SpannerDatabase database;
    private final SpannerCheck check;

    /** {@code url} is the JDBC URL, {@code jdbc:cloudspanner:...}. */
    public SpannerRenditionCatalog(String url) {
        this.database = new SpannerDatabase(url);
        this.check = new SpannerCheck(database);
    }

    @Override
    public Set<PhotoId> putAll(UserId owner, Map<PhotoId, DerivedRenditions> derived) {
        checkSize(derived.size());
        if (derived.isEmpty()) {
            return Set.of();
        }
        return database.transaction("keep the renditions of " + derived.size() + " photos", connection -> {
            Set<PhotoId> living = living(connection, owner, derived.keySet());
            try (PreparedStatement put = connection.prepareStatement(PUT)) {
                for (PhotoId photo : living) {
                    DerivedRenditions renditions = derived.get(photo);
                    put.setString(1, owner.value());
                    put.setString(2, photo.toString());
                    put.setString(3, renditions.recipe().toString());
                    put.setBytes(4, EventCodec.encodeRenditions(renditions));
                    put.addBatch();
                }
                if (!living.isEmpty()) {
                    put.executeBatch();
                }
            }
            return living;
        });
    }

    private static Set<PhotoId> living(Connection connection, UserId owner, Collection<PhotoId> photos)
            throws SQLException {
        Set<PhotoId> living = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(LIVING)) {
            select.setString(1, owner.value());
            select.setArray(2, PhotoRow.strings(select, ids(photos)));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    living.add(PhotoId.parse(rows.getString("photo_id")));
                }
            }
        }
        return living;
    }

    @Override
    public Map<PhotoId, DerivedRenditions> findAll(UserId owner, Collection<PhotoId> photos, TransformId recipe) {
        checkSize(photos.size());
        if (photos.isEmpty()) {
            return Map.of();
        }
        return database.single("find the renditions of " + photos.size() + " photos", connection -> {
            Map<PhotoId, DerivedRenditions> found = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(FIND)) {
                select.setString(1, owner.value());
                select.setArray(2, PhotoRow.strings(select, ids(photos)));
                select.setString(3, recipe.toString());
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.put(PhotoId.parse(rows.getString("photo_id")), decode(rows.getBytes("payload")));
                    }
                }
            }
            return found;
        });
    }

    @Override
    public void check() {
        check.run();
    }

    @Override
    public void close() {
        database.close();
    }

    private static List<String> ids(Collection<PhotoId> photos) {
        return photos.stream().distinct().map(PhotoId::toString).toList();
    }

    private static void checkSize(int photos) {
        if (photos > MAX_PHOTOS) {
            throw new IllegalArgumentException("At most " + MAX_PHOTOS + " photos can be named at once, not " + photos);
        }
    }

    private static DerivedRenditions decode(byte[] payload) {
        try {
            return EventCodec.decodeRenditions(payload);
        } catch (UndecodableEventException e) {
            throw new IllegalStateException(
                    "A row of photo_derived holds what this version cannot read; upgrade readers before writers", e);
        }
    }
}
