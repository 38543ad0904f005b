package dev.darkroom.local.spanner;

import io.grpc.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL sessions, shared by all databases and bounded in number. A session is preferred that already has the wanted
 * isolation level; when all are lent, borrowers wait, and not for ever. Safe for use by many threads.
 */
final class ConnectionPool implements AutoCloseable {
    private static final Duration MAX_WAIT = Duration.ofSeconds(20);
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);

    private final String url;
    private final int maxConnections;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition returned = lock.newCondition();
    private final Deque<PooledConnection> idle = new ArrayDeque<>();
    private final Map<String, Integer> generations = new HashMap<>();
    private int open;
    private boolean closed;

    ConnectionPool(String url, int maxConnections) {
        this.url = url;
        this.maxConnections = maxConnections;
    }

    /** Lends a session in autocommit mode; {@code isolation} is a constant of {@link Connection}. */
    PooledConnection borrow(String database, int isolation) throws SQLException {
        List<PooledConnection> evicted = new ArrayList<>();
        int generation;
        PooledConnection found;
        lock.lock();
        try {
            found = takeIdle(database, isolation);
            long nanos = MAX_WAIT.toNanos();
            while (found == null && open >= maxConnections) {
                if (!idle.isEmpty()) { // Of another database: it makes room.
                    evicted.add(idle.removeFirst());
                    open--;
                } else if (nanos <= 0) {
                    throw exhausted();
                } else {
                    nanos = returned.awaitNanos(nanos);
                    found = takeIdle(database, isolation);
                }
            }
            if (closed) {
                throw Status.UNAVAILABLE
                        .withDescription("The gateway is stopping")
                        .asRuntimeException();
            }
            open += found == null ? 1 : 0;
            generation = generations.getOrDefault(database, 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Status.CANCELLED.withDescription("The gateway is stopping").asRuntimeException();
        } finally {
            lock.unlock();
        }
        evicted.forEach(ConnectionPool::closeQuietly);
        return found == null ? open(database, isolation, generation) : prepared(found, isolation);
    }

    /** Takes a session back; one that is not {@code reusable} (or older than the last DDL) is closed. */
    void giveBack(PooledConnection connection, boolean reusable) {
        boolean keep;
        lock.lock();
        try {
            keep = reusable && !closed && connection.generation() == generations.getOrDefault(connection.database(), 0);
            if (keep) {
                idle.addLast(connection);
            } else {
                open--;
            }
            returned.signal();
        } finally {
            lock.unlock();
        }
        if (!keep) {
            closeQuietly(connection);
        }
    }

    /** Lets no session of {@code database} be used again: its plans or its server are gone. */
    void retire(String database) {
        List<PooledConnection> retired = new ArrayList<>();
        lock.lock();
        try {
            generations.merge(database, 1, Integer::sum);
            for (Iterator<PooledConnection> i = idle.iterator(); i.hasNext(); ) {
                PooledConnection connection = i.next();
                if (connection.database().equals(database)) {
                    i.remove();
                    open--;
                    retired.add(connection);
                }
            }
            returned.signalAll();
        } finally {
            lock.unlock();
        }
        retired.forEach(ConnectionPool::closeQuietly);
    }

    @Override
    public void close() {
        List<PooledConnection> all;
        lock.lock();
        try {
            closed = true;
            all = List.copyOf(idle);
            open -= idle.size();
            idle.clear();
            returned.signalAll();
        } finally {
            lock.unlock();
        }
        all.forEach(ConnectionPool::closeQuietly);
    }

    private PooledConnection takeIdle(String database, int isolation) {
        PooledConnection second = null;
        for (Iterator<PooledConnection> i = idle.descendingIterator(); i.hasNext(); ) {
            PooledConnection candidate = i.next();
            if (!candidate.database().equals(database)) {
                continue;
            }
            if (candidate.isolation() == isolation) {
                i.remove();
                return candidate;
            }
            second = candidate;
        }
        if (second != null) {
            idle.remove(second);
        }
        return second;
    }

    private PooledConnection prepared(PooledConnection connection, int isolation) throws SQLException {
        try {
            connection.useIsolation(isolation);
            return connection;
        } catch (SQLException e) {
            giveBack(connection, false);
            retire(connection.database());
            throw e;
        }
    }

    private PooledConnection open(String database, int isolation, int generation) throws SQLException {
        try {
            PooledConnection fresh = new PooledConnection(
                    connect(database), database, generation, Connection.TRANSACTION_READ_COMMITTED);
            fresh.useIsolation(isolation);
            return fresh;
        } catch (SQLException | RuntimeException e) {
            lock.lock();
            try {
                open--;
                returned.signal();
            } finally {
                lock.unlock();
            }
            throw e;
        }
    }

    private Connection connect(String database) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        source.setDatabaseName(database);
        source.setApplicationName("spanner-gateway");
        source.setConnectTimeout(5);
        source.setPrepareThreshold(2);
        source.setCleanupSavePoints(true);
        source.setOptions("-c lock_timeout=" + LOCK_TIMEOUT.toMillis());
        source.setProperty(PGProperty.ASSUME_MIN_SERVER_VERSION, "14");
        return source.getConnection();
    }

    private RuntimeException exhausted() {
        return Status.RESOURCE_EXHAUSTED
                .withDescription("All " + maxConnections + " connections of the local Spanner gateway are in use for "
                        + MAX_WAIT.toSeconds() + " s: commit or roll back open transactions")
                .asRuntimeException();
    }

    private static void closeQuietly(PooledConnection connection) {
        try {
            connection.jdbc().close();
        } catch (SQLException ignored) {
            // It was given up anyway; PostgreSQL notices the closed socket.
        }
    }
}
