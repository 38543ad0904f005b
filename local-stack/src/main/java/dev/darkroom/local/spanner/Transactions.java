package dev.darkroom.local.spanner;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.spanner.v1.Transaction;
import com.google.spanner.v1.TransactionOptions;
import com.google.spanner.v1.TransactionSelector;
import io.grpc.StatusRuntimeException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All open transactions by id; the idle ones are rolled back, so that a client that vanished blocks nobody. */
final class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    private static final String READ_ONLY = "ro-";
    private static final int READ_ONLY_PATIENCE = 10;

    /** Ids of an earlier life of the gateway must not be taken for ours. */
    private final String life = UUID.randomUUID().toString();

    private final AtomicLong counter = new AtomicLong();
    private final Map<String, GatewayTransaction> open = new ConcurrentHashMap<>();

    /**
     * What a call works in.
     *
     * @param begun the new transaction, when the call begins one and its answer must tell
     * @param singleUse whether it ends with the call
     */
    record Selection(GatewayTransaction transaction, Optional<Transaction> begun, boolean singleUse) {
        /** Begun by this very statement: when the statement fails, nothing is left. */
        boolean isFresh() {
            return begun.isPresent() || singleUse;
        }
    }

    Selection select(PgDatabase database, TransactionSelector selector) {
        if (selector.hasId()) {
            return new Selection(find(selector.getId()), Optional.empty(), false);
        }
        if (selector.hasBegin()) {
            GatewayTransaction transaction = begin(database, selector.getBegin());
            return new Selection(transaction, Optional.of(describe(transaction, selector.getBegin())), false);
        }
        TransactionOptions options = TransactionOptions.newBuilder()
                .setReadOnly(selector.getSingleUse().getReadOnly())
                .build();
        GatewayTransaction transaction = begin(database, options);
        Optional<Transaction> told = options.getReadOnly().getReturnReadTimestamp()
                ? Optional.of(Transaction.newBuilder()
                        .setReadTimestamp(timestamp(Instant.now()))
                        .build())
                : Optional.empty();
        return new Selection(transaction, told, true);
    }

    GatewayTransaction begin(PgDatabase database, TransactionOptions options) {
        boolean repeatable = options.getIsolationLevel() == TransactionOptions.IsolationLevel.REPEATABLE_READ;
        GatewayTransaction transaction;
        if (options.hasReadOnly()) {
            transaction = create(
                    READ_ONLY, database, GatewayTransaction.Mode.READ_ONLY, Connection.TRANSACTION_REPEATABLE_READ);
        } else if (options.hasPartitionedDml()) {
            transaction = create(
                    "pd-", database, GatewayTransaction.Mode.PARTITIONED_DML, Connection.TRANSACTION_READ_COMMITTED);
        } else {
            transaction = create(
                    "rw-",
                    database,
                    GatewayTransaction.Mode.READ_WRITE,
                    repeatable ? Connection.TRANSACTION_REPEATABLE_READ : Connection.TRANSACTION_SERIALIZABLE);
        }
        open.put(transaction.id(), transaction);
        return transaction;
    }

    /** Begins outside a statement; a read-only transaction sees the data of this moment, not of its first read. */
    Transaction beginNow(PgDatabase database, TransactionOptions options) throws SQLException {
        GatewayTransaction transaction = begin(database, options);
        try {
            if (options.hasReadOnly()) {
                transaction.with(false, connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.execute("select 1");
                    }
                });
            }
            return describe(transaction, options);
        } catch (SQLException | StatusRuntimeException e) {
            rollback(transaction);
            throw e;
        }
    }

    GatewayTransaction find(ByteString id) {
        String key = id.toStringUtf8();
        GatewayTransaction found = open.get(key);
        if (found == null) {
            throw gone(key);
        }
        return found;
    }

    Instant commit(GatewayTransaction transaction) throws SQLException {
        try {
            return transaction.commit();
        } finally {
            open.remove(transaction.id());
        }
    }

    void rollback(GatewayTransaction transaction) {
        transaction.rollback();
        open.remove(transaction.id());
    }

    void rollback(ByteString id) {
        Optional.ofNullable(open.get(id.toStringUtf8())).ifPresent(this::rollback);
    }

    /** Rolls back what may write after {@code limit}, and what only reads after ten times as long. */
    void rollbackIdle(Duration limit) {
        for (GatewayTransaction transaction : List.copyOf(open.values())) {
            boolean reads = transaction.mode() == GatewayTransaction.Mode.READ_ONLY;
            Duration patience = reads ? limit.multipliedBy(READ_ONLY_PATIENCE) : limit;
            if (transaction.rollbackIfIdle(patience)) {
                LOG.info("Rolled back transaction {}, idle for {}", transaction.id(), patience);
            }
            if (transaction.hasEnded()) {
                open.remove(transaction.id());
            }
        }
    }

    void rollbackAll() {
        List.copyOf(open.values()).forEach(this::rollback);
    }

    /** The answer for a transaction that is not (or no longer) open. */
    static StatusRuntimeException gone(String id) {
        String why = "Transaction not found: it ended, was idle for too long, or the gateway was started again. ";
        return id.startsWith(READ_ONLY)
                ? Refused.precondition(why + "Begin a new read-only transaction")
                : SqlErrors.aborted(why + "Run it again");
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    private GatewayTransaction create(String prefix, PgDatabase database, GatewayTransaction.Mode mode, int isolation) {
        return new GatewayTransaction(prefix + life + "-" + counter.incrementAndGet(), database, mode, isolation);
    }

    private static Transaction describe(GatewayTransaction transaction, TransactionOptions options) {
        Transaction.Builder described = Transaction.newBuilder().setId(ByteString.copyFromUtf8(transaction.id()));
        if (options.getReadOnly().getReturnReadTimestamp()) {
            described.setReadTimestamp(timestamp(Instant.now()));
        }
        return described.build();
    }
}
