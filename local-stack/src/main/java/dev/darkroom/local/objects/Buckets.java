package dev.darkroom.local.objects;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The buckets. */
public final class Buckets {
    private final Index index;
    private final Clock clock;

    Buckets(Index index, Clock clock) {
        this.index = index;
        this.clock = clock;
    }

    public void create(String name) throws IOException {
        index.change(tx -> {
            if (find(tx.session(), name).isPresent()) {
                throw new RefusedException(Refusal.BUCKET_EXISTS);
            }
            return tx.session()
                    .update(
                            "INSERT INTO bucket (name, created, versioning) VALUES (?, ?, ?)",
                            name,
                            clock.millis(),
                            Versioning.OFF.name());
        });
    }

    public void delete(String name) throws IOException {
        index.change(tx -> {
            require(tx.session(), name);
            for (String table : List.of("object", "upload")) {
                if (tx.session()
                        .first("SELECT 1 FROM " + table + " WHERE bucket = ? LIMIT 1", row -> row.getInt(1), name)
                        .isPresent()) {
                    throw new RefusedException(Refusal.BUCKET_NOT_EMPTY);
                }
            }
            return tx.session().update("DELETE FROM bucket WHERE name = ?", name);
        });
    }

    public Optional<Bucket> find(String name) throws IOException {
        return index.read(session -> find(session, name));
    }

    /** Finds a bucket or refuses. */
    public Bucket require(String name) throws IOException {
        return index.read(session -> require(session, name));
    }

    public List<Bucket> list() throws IOException {
        return index.read(session -> session.list("SELECT * FROM bucket ORDER BY name", Rows::bucket));
    }

    public void setVersioning(String name, Versioning versioning) throws IOException {
        index.change(tx -> {
            require(tx.session(), name);
            return tx.session().update("UPDATE bucket SET versioning = ? WHERE name = ?", versioning.name(), name);
        });
    }

    static Bucket require(Session session, String name) throws SQLException, RefusedException {
        return find(session, name).orElseThrow(() -> new RefusedException(Refusal.NO_SUCH_BUCKET));
    }

    private static Optional<Bucket> find(Session session, String name) throws SQLException {
        return session.first("SELECT * FROM bucket WHERE name = ?", Rows::bucket, name);
    }
}
