package dev.darkroom.stores.spanner;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.jdbc.CloudSpannerJdbcConnection;
import com.google.cloud.spanner.jdbc.JdbcDriver;
import dev.darkroom.core.error.UnavailableException;
import io.grpc.Context;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs work on a bounded number of connections, and again when Spanner aborted it: a transaction that read what another
 * has just written must start over, and only the application knows how. Safe for threads.
 *
 * <p>Connections of this driver share their channels and sessions, so an idle one needs no validation.
 */
final class SpannerDatabase implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_ATTEMPTS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MAX_PAUSE_MILLIS = 250;

    /** The driver tells its settings at every start, past the logging of this house; held, or it would be forgotten. */
    private static final Logger DRIVER = Logger.getLogger("com.google.cloud");

    static {
        DRIVER.setLevel(Level.WARNING);
    }

    private final String url;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private final Semaphore permits = new Semaphore(MAX_CONNECTIONS);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(SpannerDatabase::daemon);
    private volatile boolean closed;

    /** Does not connect yet. */
    SpannerDatabase(String url) {
        // The driver's own retry replays the reads and fails when they changed, which is always so in a
        // read-modify-write of one row: it would only double the load under contention.
        this.url = url.contains("retryAbortsInternally") ? url : with(url, "retryAbortsInternally=false");
    }

    /** A piece of work on a connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Runs {@code work}, of one statement, without a transaction around it. */
    <T> T single(String what, Work<T> work) {
        return repeating(what, connection -> {
            connection.setAutoCommit(true);
            return work.on(connection);
        });
    }

    /** Runs {@code work} in one read-write transaction, as often as it takes; it must have no other effects. */
    <T> T transaction(String what, Work<T> work) {
        return repeating(what, connection -> {
            connection.setAutoCommit(false);
            T result = work.on(connection);
            connection.commit();
            return result;
        });
    }

    /** Adds to a transaction a row that is written when it commits, in the same call. */
    static void write(Connection connection, Mutation row) throws SQLException {
        connection.unwrap(CloudSpannerJdbcConnection.class).bufferedWrite(row);
    }

    /**
     * Inserts a row unless there is one with its key, in one call: as a statement it would take two, one for the row and
     * one for the end of its transaction. When an answer is lost the call is made again, and then takes what it inserted
     * itself for somebody else's.
     *
     * @return whether it was inserted
     */
    boolean insertIfAbsent(String what, Mutation row) {
        return repeating(what, connection -> {
            DatabaseClient client =
                    connection.unwrap(CloudSpannerJdbcConnection.class).getDatabaseClient();
            Context.CancellableContext bounded =
                    Context.current().withDeadlineAfter(PATIENCE.toNanos(), TimeUnit.NANOSECONDS, clock);
            Context before = bounded.attach();
            try {
                client.writeAtLeastOnce(List.of(row));
                return true;
            } catch (SpannerException e) {
                if (e.getErrorCode() == ErrorCode.ALREADY_EXISTS) {
                    return false;
                }
                throw new SQLException(e.getMessage(), "", e.getCode(), e);
            } finally {
                bounded.detach(before);
                bounded.close();
            }
        });
    }

    private <T> T repeating(String what, Work<T> work) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                return once(what, work);
            } catch (SQLException e) {
                boolean again = SpannerErrors.isAborted(e) && attempt < MAX_ATTEMPTS && System.nanoTime() < deadline;
                if (!again) {
                    throw SpannerErrors.translate(what, e);
                }
                pause(attempt);
            }
        }
    }

    private <T> T once(String what, Work<T> work) throws SQLException {
        lease(what);
        Connection connection = null;
        boolean reusable = false;
        try {
            connection = idle.pollFirst();
            if (connection == null) {
                connection = open();
            }
            T result = work.on(connection);
            reusable = true;
            return result;
        } catch (SQLException e) {
            reusable = connection != null && rolledBack(connection, e);
            throw e;
        } finally {
            if (connection != null) {
                giveBack(connection, reusable && !closed);
            }
            permits.release();
        }
    }

    /** How the driver connects; what it takes so long for on the first call is starting gRPC. */
    private Connection open() throws SQLException {
        Connection connection = new JdbcDriver().connect(url, new Properties());
        if (connection == null) {
            throw new IllegalArgumentException("DARKROOM_SPANNER_URL must begin with jdbc:cloudspanner:");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("set statement_timeout = '" + PATIENCE.toSeconds() + "s'");
        }
        return connection;
    }

    private void lease(String what) {
        try {
            if (closed || !permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UnavailableException(
                        "No connection to " + what + ": "
                                + (closed ? "the catalogue is closed" : "all " + MAX_CONNECTIONS + " are in use"),
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Interrupted while waiting for a connection to " + what, e);
        }
    }

    private static boolean rolledBack(Connection connection, SQLException failure) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            return SpannerErrors.isAborted(failure);
        } catch (SQLException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    private void giveBack(Connection connection, boolean reusable) {
        if (reusable) {
            idle.addFirst(connection);
            return;
        }
        closeQuietly(connection);
    }

    @Override
    public void close() {
        closed = true;
        clock.shutdownNow();
        for (Connection next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
            closeQuietly(next);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "darkroom-spanner-deadlines");
        thread.setDaemon(true);
        return thread;
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is being thrown away; the failure that led here is already told.
            assert connection != null;
        }
    }

    private static void pause(int attempt) {
        long most = Math.min(MAX_PAUSE_MILLIS, 4L << Math.min(attempt, 6));
        try {
            Thread.sleep(1 + ThreadLocalRandom.current().nextLong(most));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Interrupted while waiting to run a transaction again", e);
        }
    }

    private static String with(String url, String property) {
        return url + (url.contains("?") || url.contains(";") ? ";" : "?") + property;
    }
}
