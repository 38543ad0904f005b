package dev.darkroom.local.spanner;

import io.grpc.Status;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One open transaction and the PostgreSQL session it holds, from its first statement to its end. A call at a time works
 * in it; calls of several threads wait for each other.
 */
final class GatewayTransaction {
    /** The most cells that one commit of Spanner may change. */
    static final int MAX_MUTATIONS = 80_000;

    enum Mode {
        READ_WRITE,
        READ_ONLY,
        PARTITIONED_DML
    }

    private final String id;
    private final PgDatabase database;
    private final Mode mode;
    private final int isolation;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<PooledConnection> connection = Optional.empty();
    private volatile long lastUsedNanos = System.nanoTime();
    private volatile boolean ended;
    private boolean usesCommitTimestamp;
    private long mutations;
    private Optional<OffsetDateTime> start = Optional.empty();

    GatewayTransaction(String id, PgDatabase database, Mode mode, int isolation) {
        this.id = id;
        this.database = database;
        this.mode = mode;
        this.isolation = isolation;
    }

    String id() {
        return id;
    }

    PgDatabase database() {
        return database;
    }

    Mode mode() {
        return mode;
    }

    boolean hasEnded() {
        return ended;
    }

    /**
     * Works in the transaction. An error leaves it usable when {@code survivesErrors}; a conflict or a lost server ends it
     * always.
     */
    <T> T with(boolean survivesErrors, PgDatabase.Work<T> work) throws SQLException {
        lock.lock();
        try {
            PooledConnection session = session();
            session.surviveErrors(survivesErrors);
            return work.run(session.jdbc());
        } catch (SQLException e) {
            if (SqlErrors.isConnectionLost(e)) {
                end(true);
            } else if (SqlErrors.isAborted(SqlErrors.toStatus(e))) {
                rollback();
            }
            throw e;
        } finally {
            lastUsedNanos = System.nanoTime();
            lock.unlock();
        }
    }

    /** Counts what a statement or a mutation changed; over the limit the transaction ends. */
    void countMutations(long changed) {
        lock.lock();
        try {
            mutations += changed;
            if (mutations > MAX_MUTATIONS && mode == Mode.READ_WRITE) {
                long counted = mutations;
                rollback();
                throw Refused.invalid("The transaction contains too many mutations: " + counted + " > " + MAX_MUTATIONS
                        + " (rows times columns). Split it into smaller commits, or use partitioned DML");
            }
        } finally {
            lock.unlock();
        }
    }

    long mutations() {
        return mutations;
    }

    void willUseCommitTimestamp() {
        usesCommitTimestamp = true;
    }

    /** Commits; the answer is the commit timestamp. */
    Instant commit() throws SQLException {
        lock.lock();
        try {
            checkOpen();
            if (connection.isEmpty()) {
                ended = true;
                return Instant.now();
            }
            Connection jdbc = connection.get().jdbc();
            Instant timestamp = usesCommitTimestamp ? startOf(jdbc).toInstant() : Instant.now();
            jdbc.commit();
            end(false);
            return timestamp;
        } catch (SQLException e) {
            if (!SqlErrors.isConnectionLost(e)) {
                rollback();
                throw e;
            }
            end(true);
            throw Status.UNKNOWN
                    .withDescription("PostgreSQL went away during the commit; whether it happened is unknown: read "
                            + "the data before repeating it. " + e.getMessage())
                    .asRuntimeException();
        } finally {
            lock.unlock();
        }
    }

    /** Rolls back; once more is fine. */
    void rollback() {
        lock.lock();
        try {
            if (!ended && connection.isPresent()) {
                connection.get().jdbc().rollback();
            }
            end(false);
        } catch (SQLException e) {
            end(true);
        } finally {
            lock.unlock();
        }
    }

    /** Rolls back if nobody used it for {@code limit}; says whether it did. */
    boolean rollbackIfIdle(Duration limit) {
        if (System.nanoTime() - lastUsedNanos < limit.toNanos() || !lock.tryLock()) {
            return false;
        }
        try {
            boolean idle = !ended && System.nanoTime() - lastUsedNanos >= limit.toNanos();
            if (idle) {
                rollback();
            }
            return idle;
        } finally {
            lock.unlock();
        }
    }

    private PooledConnection session() throws SQLException {
        checkOpen();
        if (connection.isEmpty()) {
            PooledConnection session = database.borrow(isolation);
            connection = Optional.of(session);
            session.jdbc().setAutoCommit(false);
            session.jdbc().setReadOnly(mode == Mode.READ_ONLY);
        }
        return connection.get();
    }

    private void checkOpen() {
        if (ended) {
            throw Transactions.gone(id);
        }
    }

    private void end(boolean serverLost) {
        ended = true;
        Optional<PooledConnection> held = connection;
        connection = Optional.empty();
        held.ifPresent(session -> {
            try {
                if (!serverLost) {
                    session.jdbc().setReadOnly(false);
                    session.jdbc().setAutoCommit(true);
                    database.giveBack(session);
                    return;
                }
            } catch (SQLException e) {
                // Falls through: a session that cannot be reset is not used again.
            }
            database.discard(session, serverLost);
        });
    }

    /** When PostgreSQL's transaction began: what commit timestamps are set to, and answered by the commit. */
    OffsetDateTime startOf(Connection jdbc) throws SQLException {
        if (start.isEmpty()) {
            try (Statement statement = jdbc.createStatement();
                    ResultSet row = statement.executeQuery("select transaction_timestamp()")) {
                row.next();
                start = Optional.of(row.getObject(1, OffsetDateTime.class));
            }
        }
        return start.get();
    }
}
