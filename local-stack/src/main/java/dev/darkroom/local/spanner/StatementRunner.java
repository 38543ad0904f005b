package dev.darkroom.local.spanner;

import com.google.protobuf.Struct;
import com.google.spanner.v1.ExecuteSqlRequest;
import com.google.spanner.v1.ResultSetMetadata;
import com.google.spanner.v1.StructType;
import com.google.spanner.v1.TransactionSelector;
import com.google.spanner.v1.Type;
import io.grpc.StatusRuntimeException;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs single statements in the transactions they ask for. */
final class StatementRunner {
    private static final int FIRST_FETCH_ROWS = 100;
    private static final int MAX_PARAMETERS = 950;

    private final Transactions transactions;
    private final CallCancellation cancellation;

    StatementRunner(Transactions transactions, CallCancellation cancellation) {
        this.transactions = transactions;
        this.cancellation = cancellation;
    }

    /** The pieces of a statement's text. */
    record Sql(String text, Struct parameters, Map<String, Type> types) {
        static Sql of(ExecuteSqlRequest request) {
            return new Sql(request.getSql(), request.getParams(), request.getParamTypesMap());
        }
    }

    /** Runs a statement; on failure, a transaction that began with it is gone. */
    OpenStatement open(PgDatabase database, TransactionSelector selector, Sql sql, boolean planOnly)
            throws SQLException {
        Translated translated = database.translator().translate(sql.text());
        if (translated.parameters().size() > MAX_PARAMETERS) {
            throw Refused.invalid(
                    "statement with more than " + MAX_PARAMETERS + " parameters",
                    "use an array parameter or mutations");
        }
        Transactions.Selection selection = transactions.select(database, selector);
        try {
            return planOnly ? plan(selection, translated) : execute(selection, translated, sql);
        } catch (SQLException | StatusRuntimeException e) {
            if (selection.isFresh()) {
                transactions.rollback(selection.transaction());
            }
            throw e;
        }
    }

    private OpenStatement execute(Transactions.Selection selection, Translated translated, Sql sql)
            throws SQLException {
        GatewayTransaction transaction = selection.transaction();
        OpenStatement executed = transaction.with(!selection.isFresh(), connection -> {
            PreparedStatement statement = connection.prepareStatement(translated.sql());
            try {
                ParameterBinder.bind(statement, translated.parameters(), sql.parameters(), sql.types());
                statement.setFetchSize(FIRST_FETCH_ROWS);
                boolean hasRows = cancellation.guard(statement, statement::execute);
                Optional<ResultSet> rows = hasRows ? Optional.of(statement.getResultSet()) : Optional.empty();
                StructType type =
                        hasRows ? RowEncoder.rowType(rows.get().getMetaData()) : StructType.getDefaultInstance();
                long count = hasRows ? 0 : Math.max(0, statement.getLargeUpdateCount());
                return new OpenStatement(selection, translated, statement, rows, count, metadata(selection, type));
            } catch (SQLException | StatusRuntimeException e) {
                statement.close();
                throw e;
            }
        });
        wrote(transaction, translated, executed.updateCount());
        return executed;
    }

    /** To be told how many rows a DML statement changed, also by the readers of its RETURNING rows. */
    static void wrote(GatewayTransaction transaction, Translated translated, long rows) {
        if (translated.isDml()) {
            if (translated.usesCommitTimestamp()) {
                transaction.willUseCommitTimestamp();
            }
            transaction.countMutations(rows * translated.mutationsPerRow());
        }
    }

    private static OpenStatement plan(Transactions.Selection selection, Translated translated) throws SQLException {
        return selection.transaction().with(!selection.isFresh(), connection -> {
            PreparedStatement statement = connection.prepareStatement(translated.sql());
            try {
                ResultSetMetaData columns = statement.getMetaData();
                StructType type = columns == null ? StructType.getDefaultInstance() : RowEncoder.rowType(columns);
                ResultSetMetadata metadata = metadata(selection, type).toBuilder()
                        .setUndeclaredParameters(parameters(statement, translated))
                        .build();
                return new OpenStatement(selection, translated, statement, Optional.empty(), 0, metadata);
            } catch (SQLException e) {
                statement.close();
                throw e;
            }
        });
    }

    private static StructType parameters(PreparedStatement statement, Translated translated) throws SQLException {
        ParameterMetaData described = statement.getParameterMetaData();
        Map<Integer, String> types = new TreeMap<>();
        for (int i = 0; i < translated.parameters().size(); i++) {
            types.putIfAbsent(translated.parameters().get(i), described.getParameterTypeName(i + 1));
        }
        StructType.Builder parameters = StructType.newBuilder();
        types.forEach((number, type) ->
                parameters.addFieldsBuilder().setName("p" + number).setType(SpannerTypes.ofPostgres(type)));
        return parameters.build();
    }

    private static ResultSetMetadata metadata(Transactions.Selection selection, StructType type) {
        ResultSetMetadata.Builder metadata = ResultSetMetadata.newBuilder().setRowType(type);
        selection.begun().ifPresent(metadata::setTransaction);
        return metadata.build();
    }
}
