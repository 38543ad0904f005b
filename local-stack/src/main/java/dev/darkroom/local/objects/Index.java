package dev.darkroom.local.objects;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What is known of every bucket, object and upload: a SQLite database whose log is flushed before a change is answered. Readers have connections
 * of their own and never wait for writers.
 */
final class Index implements AutoCloseable {
    /** Reads the index; sees one state of it per statement. */
    interface Query<T> {
        T run(Session session) throws SQLException, IOException;
    }

    private static final int READERS = 8;
    private static final int MAX_READER_WAIT_SECONDS = 60;

    private static final List<String> WRITER =
            List.of("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA cache_size = -8000");
    private static final List<String> READER = List.of("PRAGMA query_only = 1", "PRAGMA cache_size = -2000");

    /** An object's place is 0 while it is the current version; older ones come after it, the newest first. */
    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE IF NOT EXISTS bucket (name TEXT PRIMARY KEY, created INTEGER NOT NULL, versioning TEXT NOT NULL)"
                    + " WITHOUT ROWID",
            "CREATE TABLE IF NOT EXISTS object (bucket TEXT, key BLOB, place INTEGER, id INTEGER NOT NULL,"
                    + " version TEXT NOT NULL, kind TEXT NOT NULL, modified INTEGER NOT NULL, segments TEXT NOT NULL,"
                    + " etag TEXT NOT NULL, class TEXT NOT NULL, checksum TEXT NOT NULL, headers TEXT NOT NULL,"
                    + " tags TEXT NOT NULL, upload TEXT NOT NULL, PRIMARY KEY (bucket, key, place)) WITHOUT ROWID",
            "CREATE TABLE IF NOT EXISTS upload (bucket TEXT, key BLOB, id TEXT, initiated INTEGER NOT NULL,"
                    + " class TEXT NOT NULL, checksum TEXT NOT NULL, headers TEXT NOT NULL, tags TEXT NOT NULL,"
                    + " PRIMARY KEY (bucket, key, id)) WITHOUT ROWID",
            "CREATE TABLE IF NOT EXISTS part (upload TEXT, number INTEGER, segments TEXT NOT NULL, etag TEXT NOT NULL,"
                    + " checksum TEXT NOT NULL, modified INTEGER NOT NULL, PRIMARY KEY (upload, number)) WITHOUT ROWID",
            "CREATE TABLE IF NOT EXISTS body (id INTEGER PRIMARY KEY)",
            "CREATE TABLE IF NOT EXISTS garbage (id INTEGER PRIMARY KEY)",
            "CREATE TABLE IF NOT EXISTS number (one INTEGER PRIMARY KEY CHECK (one = 1), settled INTEGER NOT NULL,"
                    + " taken INTEGER NOT NULL)",
            "INSERT OR IGNORE INTO number (one, settled, taken) VALUES (1, 1, 0)");

    private final String url;
    private final Committer committer;
    private final BlockingQueue<Optional<Session>> readers;

    private Index(String url, Committer committer, BlockingQueue<Optional<Session>> readers) {
        this.url = url;
        this.committer = committer;
        this.readers = readers;
    }

    /** Opens the database, a new one when there is none, and recovers what a crash has left in its log. */
    static Index open(Path file, SegmentFiles files) throws IOException {
        String url = "jdbc:sqlite:" + file.toAbsolutePath();
        try {
            List<String> settings = new ArrayList<>(WRITER);
            settings.addAll(SCHEMA);
            Session writer = Session.open(url, settings);
            writer.beginTransactions();
            files.recover(writer);
            Committer committer = new Committer(writer, files::tidy);
            committer.start();
            BlockingQueue<Optional<Session>> readers = new ArrayBlockingQueue<>(READERS);
            for (int i = 0; i < READERS; i++) {
                readers.add(Optional.empty());
            }
            return new Index(url, committer, readers);
        } catch (SQLException e) {
            throw new IOException("Cannot open the index " + file + ": " + e.getMessage(), e);
        }
    }

    <T> Committer.Committed<T> change(Committer.Change<T> change) throws IOException {
        return committer.commit(change);
    }

    <T> T read(Query<T> query) throws IOException {
        Optional<Session> free = takeReader();
        try {
            if (free.isEmpty()) {
                free = Optional.of(Session.open(url, READER));
            }
            return query.run(free.get());
        } catch (SQLException e) {
            throw new IOException("The index could not be read: " + e.getMessage(), e);
        } finally {
            readers.add(free);
        }
    }

    private Optional<Session> takeReader() throws IOException {
        try {
            Optional<Session> reader = readers.poll(MAX_READER_WAIT_SECONDS, TimeUnit.SECONDS);
            if (reader != null) {
                return reader;
            }
            throw new IOException("The index is busy: waited " + MAX_READER_WAIT_SECONDS + " s to read it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting to read the index", e);
        }
    }

    @Override
    public void close() throws IOException {
        committer.close();
        for (Optional<Session> reader = readers.poll(); reader != null; reader = readers.poll()) {
            if (reader.isPresent()) {
                try {
                    reader.get().close();
                } catch (SQLException e) {
                    throw new IOException("The index did not close well: " + e.getMessage(), e);
                }
            }
        }
    }
}
