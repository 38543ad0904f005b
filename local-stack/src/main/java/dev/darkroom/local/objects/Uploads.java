package dev.darkroom.local.objects;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The multipart uploads under way: begun, fed with parts in any order, listed, aborted. */
public final class Uploads {
    private static final String FIND = "SELECT * FROM upload WHERE bucket = ? AND key = ? AND id = ?";

    private final Index index;
    private final SegmentFiles files;
    private final Clock clock;

    Uploads(Index index, SegmentFiles files, Clock clock) {
        this.index = index;
        this.files = files;
        this.clock = clock;
    }

    public Upload create(ObjectName name, ObjectFacts facts, Optional<Upload.ChecksumChoice> checksum)
            throws IOException {
        Upload upload =
                new Upload(name, UUID.randomUUID().toString().replace("-", ""), clock.instant(), facts, checksum);
        index.change(tx -> {
            Buckets.require(tx.session(), name.bucket());
            return tx.session()
                    .update(
                            "INSERT INTO upload (bucket, key, id, initiated, class, checksum, headers, tags)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                            name.bucket(),
                            name.keyBytes(),
                            upload.id(),
                            upload.initiated().toEpochMilli(),
                            facts.storageClass(),
                            checksum.map(Rows::choice).orElse(""),
                            Rows.json(facts.headers()),
                            Rows.json(facts.tags()));
        });
        return upload;
    }

    /** Finds an upload or refuses. */
    public Upload require(ObjectName name, String id) throws IOException {
        return index.read(session -> require(session, name, id));
    }

    /** Adds a part, or replaces it; when the upload is gone meanwhile its bytes are deleted. */
    public void put(Upload upload, Part part) throws IOException {
        try {
            Committer.Committed<Part> committed = index.change(tx -> {
                require(tx.session(), upload.name(), upload.id());
                for (Part before : find(tx.session(), upload.id(), part.number())) {
                    tx.drop(List.of(before.segment()));
                }
                tx.keep(List.of(part.segment()));
                tx.session()
                        .update(
                                "INSERT OR REPLACE INTO part (upload, number, segments, etag, checksum, modified)"
                                        + " VALUES (?, ?, ?, ?, ?, ?)",
                                upload.id(),
                                part.number(),
                                Segment.encode(List.of(part.segment())),
                                part.etag(),
                                part.checksum().map(Checksum::encoded).orElse(""),
                                part.modified().toEpochMilli());
                return part;
            });
            files.settle(List.of(part.segment()));
            files.delete(committed.dropped());
        } catch (RefusedException e) {
            files.discard(List.of(part.segment()));
            throw e;
        }
    }

    /** The parts with higher numbers, in their order. */
    public List<Part> parts(Upload upload, int after, int max) throws IOException {
        return index.read(session -> session.list(
                "SELECT * FROM part WHERE upload = ? AND number > ? ORDER BY number LIMIT ?",
                Rows::part,
                upload.id(),
                after,
                max));
    }

    public void abort(ObjectName name, String id) throws IOException {
        Committer.Committed<Upload> committed = index.change(tx -> {
            Upload upload = require(tx.session(), name, id);
            remove(tx, upload);
            return upload;
        });
        files.delete(committed.dropped());
    }

    static Optional<Upload> find(Session session, ObjectName name, String id) throws SQLException {
        return session.first(FIND, Rows::upload, name.bucket(), name.keyBytes(), id);
    }

    static List<Part> all(Session session, String upload) throws SQLException {
        return session.list("SELECT * FROM part WHERE upload = ? ORDER BY number", Rows::part, upload);
    }

    /** Removes the upload and whatever parts it still has. */
    static void remove(Transaction tx, Upload upload) throws SQLException {
        for (Part part : all(tx.session(), upload.id())) {
            tx.drop(List.of(part.segment()));
        }
        forget(tx.session(), upload);
    }

    /** Removes the upload and leaves its parts to whoever has them now. */
    static void forget(Session session, Upload upload) throws SQLException {
        session.update("DELETE FROM part WHERE upload = ?", upload.id());
        session.update(
                "DELETE FROM upload WHERE bucket = ? AND key = ? AND id = ?",
                upload.name().bucket(),
                upload.name().keyBytes(),
                upload.id());
    }

    private static Upload require(Session session, ObjectName name, String id) throws SQLException, RefusedException {
        return find(session, name, id).orElseThrow(() -> new RefusedException(Refusal.NO_SUCH_UPLOAD));
    }

    private static List<Part> find(Session session, String upload, int number) throws SQLException {
        return session.list("SELECT * FROM part WHERE upload = ? AND number = ?", Rows::part, upload, number);
    }
}
