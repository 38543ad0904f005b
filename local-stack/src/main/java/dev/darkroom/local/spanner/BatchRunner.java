package dev.darkroom.local.spanner;

import com.google.spanner.v1.ExecuteBatchDmlRequest;
import com.google.spanner.v1.ExecuteBatchDmlResponse;
import com.google.spanner.v1.ResultSet;
import com.google.spanner.v1.ResultSetMetadata;
import com.google.spanner.v1.ResultSetStats;
import com.google.spanner.v1.StructType;
import com.google.spanner.v1.Transaction;
import io.grpc.StatusRuntimeException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/** Runs batch DML: statement after statement, up to the first that fails. */
final class BatchRunner {
    private final Transactions transactions;
    private final CallCancellation cancellation;

    BatchRunner(Transactions transactions, CallCancellation cancellation) {
        this.transactions = transactions;
        this.cancellation = cancellation;
    }

    /**
     * What ran before the failing statement stays; the response names the failure. A first statement that fails, and any
     * conflict, fails the call.
     */
    ExecuteBatchDmlResponse run(PgDatabase database, ExecuteBatchDmlRequest request) throws SQLException {
        if (request.getStatementsCount() == 0) {
            throw Refused.invalid("A batch needs at least one statement");
        }
        Transactions.Selection selection = transactions.select(database, request.getTransaction());
        GatewayTransaction transaction = selection.transaction();
        ExecuteBatchDmlResponse.Builder response = ExecuteBatchDmlResponse.newBuilder();
        Optional<Transaction> begun = selection.begun();
        for (ExecuteBatchDmlRequest.Statement statement : request.getStatementsList()) {
            boolean first = response.getResultSetsCount() == 0;
            try {
                long rows = runOne(database, transaction, statement, !first || !selection.isFresh());
                response.addResultSets(result(rows, first ? begun : Optional.empty()));
            } catch (SQLException | StatusRuntimeException e) {
                StatusRuntimeException failure = SqlErrors.toStatus(e);
                if (first && selection.isFresh()) {
                    transactions.rollback(transaction);
                }
                if (first || transaction.hasEnded()) {
                    throw failure;
                }
                response.setStatus(com.google.rpc.Status.newBuilder()
                        .setCode(failure.getStatus().getCode().value())
                        .setMessage(String.valueOf(failure.getStatus().getDescription())));
                break;
            }
        }
        return response.build();
    }

    private long runOne(
            PgDatabase database,
            GatewayTransaction transaction,
            ExecuteBatchDmlRequest.Statement statement,
            boolean survivesErrors)
            throws SQLException {
        Translated translated = database.translator().translate(statement.getSql());
        if (!translated.isDml()) {
            throw Refused.invalid("Batch DML takes INSERT, UPDATE and DELETE only: " + statement.getSql());
        }
        long rows = transaction.with(survivesErrors, connection -> execute(connection, translated, statement));
        StatementRunner.wrote(transaction, translated, rows);
        return rows;
    }

    private long execute(Connection connection, Translated translated, ExecuteBatchDmlRequest.Statement statement)
            throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(translated.sql())) {
            ParameterBinder.bind(
                    prepared, translated.parameters(), statement.getParams(), statement.getParamTypesMap());
            boolean hasRows = cancellation.guard(prepared, prepared::execute);
            return hasRows ? count(prepared.getResultSet()) : Math.max(0, prepared.getLargeUpdateCount());
        }
    }

    private static long count(java.sql.ResultSet rows) throws SQLException {
        long count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }

    private static ResultSet result(long rows, Optional<Transaction> begun) {
        ResultSetMetadata.Builder metadata = ResultSetMetadata.newBuilder().setRowType(StructType.getDefaultInstance());
        begun.ifPresent(metadata::setTransaction);
        return ResultSet.newBuilder()
                .setMetadata(metadata)
                .setStats(ResultSetStats.newBuilder().setRowCountExact(rows))
                .build();
    }
}
