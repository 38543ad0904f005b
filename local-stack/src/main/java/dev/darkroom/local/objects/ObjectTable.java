package dev.darkroom.local.objects;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The index's rows of objects: one current version to a name, and older ones where versions are kept. */
final class ObjectTable {
    static final long CURRENT = 0;

    private static final String INSERT =
            "INSERT INTO object (bucket, key, place, id, version, kind, modified, segments,"
                    + " etag, class, checksum, headers, tags, upload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String AT = " WHERE bucket = ? AND key = ? AND place = ?";
    private static final String VERSION = " WHERE bucket = ? AND key = ? AND version = ?";

    private ObjectTable() {}

    /** The current version, also when it is a delete marker. */
    static Optional<StoredObject> current(Session session, ObjectName name) throws SQLException {
        return session.first("SELECT * FROM object" + AT, Rows::object, name.bucket(), name.keyBytes(), CURRENT);
    }

    static Optional<StoredObject> version(Session session, ObjectName name, String version) throws SQLException {
        return session.first("SELECT * FROM object" + VERSION, Rows::object, name.bucket(), name.keyBytes(), version);
    }

    /** Where a version is found that is not the current one any more: the newest first. */
    static long olderPlace(long id) {
        return Long.MAX_VALUE - id;
    }

    /** Makes an object the current one; what was there becomes an older version or goes, as the bucket says. */
    static StoredObject replace(
            Transaction tx, Bucket bucket, StoredObject.Kind kind, ObjectName name, NewObject fresh, Place place)
            throws SQLException {
        Session session = tx.session();
        boolean isVersioned = bucket.versioning() == Versioning.ENABLED;
        String version = isVersioned ? String.format("%016x", place.id()) : StoredObject.UNVERSIONED;
        Optional<StoredObject> before = current(session, name);
        if (!isVersioned) {
            // At most one version of a name is the one without a version.
            Optional<StoredObject> same = version(session, name, version);
            if (same.isPresent()) {
                remove(tx, same.get());
            }
        }
        if (before.isPresent() && !before.get().version().equals(version)) {
            session.update(
                    "UPDATE object SET place = ?" + AT,
                    olderPlace(before.get().id()),
                    name.bucket(),
                    name.keyBytes(),
                    CURRENT);
        }
        StoredObject stored = new StoredObject(
                name, place.id(), version, kind, place.modified(), fresh.segments(), fresh.facts(), fresh.upload());
        insert(session, stored);
        return stored;
    }

    /** Removes one version; of the older ones the newest takes its place when it was the current one. */
    static void removeVersion(Transaction tx, StoredObject version) throws SQLException {
        remove(tx, version);
        ObjectName name = version.name();
        if (current(tx.session(), name).isEmpty()) {
            tx.session()
                    .update(
                            "UPDATE object SET place = 0 WHERE bucket = ?1 AND key = ?2 AND place ="
                                    + " (SELECT min(place) FROM object WHERE bucket = ?1 AND key = ?2)",
                            name.bucket(),
                            name.keyBytes());
        }
    }

    static void retag(Session session, StoredObject object, java.util.Map<String, String> tags) throws SQLException {
        session.update(
                "UPDATE object SET tags = ?" + VERSION,
                Rows.json(tags),
                object.name().bucket(),
                object.name().keyBytes(),
                object.version());
    }

    private static void remove(Transaction tx, StoredObject version) throws SQLException {
        tx.session()
                .update(
                        "DELETE FROM object" + VERSION,
                        version.name().bucket(),
                        version.name().keyBytes(),
                        version.version());
        tx.drop(version.segments());
    }

    private static void insert(Session session, StoredObject object) throws SQLException {
        ObjectFacts facts = object.facts();
        session.update(
                INSERT,
                object.name().bucket(),
                object.name().keyBytes(),
                CURRENT,
                object.id(),
                object.version(),
                object.kind().name(),
                object.modified().toEpochMilli(),
                Segment.encode(object.segments()),
                facts.etag(),
                facts.storageClass(),
                facts.checksum().map(Checksum::encoded).orElse(""),
                Rows.json(facts.headers()),
                Rows.json(facts.tags()),
                object.upload().orElse(""));
    }

    /** A new object's number and time. */
    record Place(long id, Instant modified) {}

    static final NewObject NOTHING = new NewObject(
            List.of(),
            new ObjectFacts("", ObjectFacts.STANDARD, Optional.empty(), java.util.Map.of(), java.util.Map.of()),
            Optional.empty());
}
