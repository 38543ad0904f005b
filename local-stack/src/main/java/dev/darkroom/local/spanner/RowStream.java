package dev.darkroom.local.spanner;

import com.google.protobuf.ByteString;
import com.google.protobuf.Value;
import com.google.spanner.v1.PartialResultSet;
import com.google.spanner.v1.ResultSetStats;
import com.google.spanner.v1.Type;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Sends the rows of a statement in chunks, as fast as the client takes them: a slow client holds a cursor in PostgreSQL,
 * not rows in this process and not a thread.
 *
 * <p>From the second chunk on each chunk carries a resume token, the number of rows sent so far, so that the client
 * library need not keep what it already handed to the application.
 */
final class RowStream {
    private static final int CHUNK_BYTES = 128 * 1024;
    private static final int MAX_FETCH_ROWS = 2_000;
    private static final int MIN_FETCH_ROWS = 10;
    private static final int VALUE_OVERHEAD_BYTES = 8;

    private final Transactions transactions;
    private final OpenStatement open;
    private final ServerCallStreamObserver<PartialResultSet> observer;
    private final boolean resumable;
    private long sentRows;
    private boolean first = true;
    private boolean done;

    RowStream(Transactions transactions, OpenStatement open, ServerCallStreamObserver<PartialResultSet> observer) {
        this.transactions = transactions;
        this.open = open;
        this.observer = observer;
        this.resumable = !open.translated().isDml();
    }

    /** Sends what the client takes now and goes on by itself when it takes more. Skips {@code resumeAt} rows first. */
    void start(long resumeAt) {
        observer.setOnReadyHandler(this::pump);
        observer.setOnCancelHandler(this::abandon);
        try {
            skip(resumeAt);
        } catch (SQLException e) {
            fail(e);
        }
        pump();
    }

    private void pump() {
        try {
            while (!done && observer.isReady()) {
                PartialResultSet chunk = transaction().with(survives(), connection -> nextChunk());
                done = chunk.getLast();
                if (done) {
                    finish(chunk);
                } else {
                    observer.onNext(chunk);
                }
            }
        } catch (SQLException | StatusRuntimeException e) {
            fail(e);
        }
    }

    private PartialResultSet nextChunk() throws SQLException {
        PartialResultSet.Builder chunk = PartialResultSet.newBuilder();
        if (first) {
            chunk.setMetadata(open.metadata());
        }
        boolean more = false;
        if (open.rows().isPresent()) {
            more = fill(chunk, open.rows().get());
        }
        chunk.setLast(!more);
        if (more && !first && resumable) {
            chunk.setResumeToken(ByteString.copyFromUtf8(Long.toString(sentRows)));
        }
        if (!more && open.translated().isDml()) {
            chunk.setStats(stats(open.rows().isPresent() ? sentRows : open.updateCount()));
        }
        if (open.rows().isEmpty() && !open.translated().isDml()) {
            chunk.setStats(ResultSetStats.getDefaultInstance()); // A plan without an execution.
        }
        first = false;
        return chunk.build();
    }

    /** Says whether there may be more rows. */
    private boolean fill(PartialResultSet.Builder chunk, ResultSet rows) throws SQLException {
        int columns = open.rowType().getFieldsCount();
        long bytes = 0;
        long count = 0;
        while (rows.next()) {
            for (int i = 1; i <= columns; i++) {
                Type type = open.rowType().getFields(i - 1).getType();
                Value value = RowEncoder.encode(rows, i, type);
                bytes += VALUE_OVERHEAD_BYTES + size(value);
                chunk.addValues(value);
            }
            count++;
            sentRows++;
            if (bytes >= CHUNK_BYTES) {
                long fetch = CHUNK_BYTES * 2L / Math.max(1, bytes / count);
                rows.setFetchSize((int) Math.max(MIN_FETCH_ROWS, Math.min(MAX_FETCH_ROWS, fetch)));
                return true;
            }
        }
        return false;
    }

    private static int size(Value value) {
        return value.hasStringValue()
                ? value.getStringValue().length()
                : value.hasListValue() ? value.getSerializedSize() : 0;
    }

    private ResultSetStats stats(long rows) {
        boolean partitioned = transaction().mode() == GatewayTransaction.Mode.PARTITIONED_DML;
        return partitioned
                ? ResultSetStats.newBuilder().setRowCountLowerBound(rows).build()
                : ResultSetStats.newBuilder().setRowCountExact(rows).build();
    }

    private void finish(PartialResultSet last) throws SQLException {
        open.close();
        if (open.rows().isPresent()) {
            StatementRunner.wrote(transaction(), open.translated(), sentRows);
        }
        if (transaction().mode() == GatewayTransaction.Mode.PARTITIONED_DML) {
            transactions.commit(transaction());
        }
        observer.onNext(last);
        observer.onCompleted();
        if (open.selection().singleUse()) {
            transactions.rollback(transaction());
        }
    }

    private void skip(long count) throws SQLException {
        if (count == 0 || open.rows().isEmpty()) {
            return;
        }
        transaction().with(survives(), connection -> {
            while (sentRows < count && open.rows().get().next()) {
                sentRows++;
            }
            return sentRows;
        });
    }

    private void fail(Exception e) {
        if (!done) {
            done = true;
            release();
            observer.onError(SqlErrors.toStatus(e));
        }
    }

    private void abandon() {
        if (!done) {
            done = true;
            release();
        }
    }

    private void release() {
        try {
            if (open.selection().singleUse()) {
                transactions.rollback(transaction());
            } else {
                transaction().with(true, connection -> {
                    open.close();
                    return true;
                });
            }
        } catch (SQLException | StatusRuntimeException ignored) {
            // The transaction ended before its stream did; nothing is left to close.
        }
    }

    private GatewayTransaction transaction() {
        return open.selection().transaction();
    }

    private boolean survives() {
        return !open.selection().singleUse();
    }
}
