package dev.darkroom.local.spanner;

import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import com.google.spanner.v1.KeySet;
import com.google.spanner.v1.Mutation;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Applies buffered mutations, in the order given, one round trip to PostgreSQL for each. */
final class MutationWriter {
    private static final String COMMIT_TIMESTAMP = "spanner.commit_timestamp()";

    private final GatewayTransaction transaction;
    private final Connection connection;

    MutationWriter(GatewayTransaction transaction, Connection connection) {
        this.transaction = transaction;
        this.connection = connection;
    }

    void apply(Mutation mutation) throws SQLException {
        switch (mutation.getOperationCase()) {
            case INSERT -> insert(mutation.getInsert());
            case UPDATE -> update(mutation.getUpdate());
            case INSERT_OR_UPDATE -> insertOrUpdate(mutation.getInsertOrUpdate());
            case REPLACE -> replace(mutation.getReplace());
            case DELETE ->
                delete(mutation.getDelete().getTable(), mutation.getDelete().getKeySet());
            default -> throw Refused.unimplemented("mutation " + mutation.getOperationCase(), "use DML");
        }
    }

    private void insert(Mutation.Write write) throws SQLException {
        WriteSql sql = sql(write);
        batch(sql, sql.insert(), sql.allColumns(), write.getValuesList());
    }

    private void update(Mutation.Write write) throws SQLException {
        WriteSql sql = sql(write);
        int[] counts = batch(sql, sql.update(), sql.updateOrder(), write.getValuesList());
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                throw Refused.notFound("Row not found in table " + sql.table().name() + ": key "
                        + sql.describeKey(write.getValues(i)));
            }
        }
    }

    private void insertOrUpdate(Mutation.Write write) throws SQLException {
        WriteSql sql = sql(write);
        if (sql.givesAllNeeded()) {
            batch(sql, sql.upsert(), sql.allColumns(), write.getValuesList());
            return;
        }
        // PostgreSQL would miss the not-null columns that an existing row already has.
        int[] counts = batch(sql, sql.update(), sql.updateOrder(), write.getValuesList());
        List<ListValue> absent = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                absent.add(write.getValues(i));
            }
        }
        batch(sql, sql.insert(), sql.allColumns(), absent);
    }

    /** Spanner's replace is delete and insert: columns not named are reset, interleaved rows that cascade are gone. */
    private void replace(Mutation.Write write) throws SQLException {
        WriteSql sql = sql(write);
        batch(sql, sql.deleteByKey(), sql.keyOrder(), write.getValuesList());
        batch(sql, sql.insert(), sql.allColumns(), write.getValuesList());
    }

    private void delete(String name, KeySet keys) throws SQLException {
        TableShape table = transaction.database().catalog().table(name);
        KeyConditions conditions = new KeyConditions(table, table.key(Optional.empty()));
        String sql = "delete from " + SqlNames.quoteTable(table.name()) + " where " + conditions.of(keys);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            conditions.bind(statement);
            transaction.countMutations(statement.executeUpdate());
        }
    }

    private WriteSql sql(Mutation.Write write) throws SQLException {
        TableShape table = transaction.database().catalog().table(write.getTable());
        List<String> columns =
                write.getColumnsList().stream().map(c -> table.column(c).name()).toList();
        if (new HashSet<>(columns).size() < columns.size()) {
            throw Refused.invalid(
                    "A mutation of table " + table.name() + " names a column twice: " + String.join(", ", columns));
        }
        if (!columns.containsAll(table.primaryKey())) {
            throw Refused.invalid(
                    "A mutation of table " + table.name() + " must name its primary key columns " + table.primaryKey());
        }
        transaction.countMutations((long) write.getValuesCount() * columns.size());
        return new WriteSql(table, columns);
    }

    private int[] batch(WriteSql sql, String text, List<Integer> order, List<ListValue> rows) throws SQLException {
        if (rows.isEmpty() || text.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            for (ListValue row : rows) {
                if (row.getValuesCount() != sql.columns().size()) {
                    throw Refused.invalid("A mutation of table " + sql.table().name() + " has "
                            + sql.columns().size() + " columns and a row of " + row.getValuesCount() + " values");
                }
                int i = 1;
                for (int column : order) {
                    bind(statement, i++, row.getValues(column), sql.columns().get(column), sql.table());
                }
                statement.addBatch();
            }
            return statement.executeBatch();
        } catch (BatchUpdateException e) {
            throw e.getNextException() == null ? e : e.getNextException();
        }
    }

    private void bind(PreparedStatement statement, int i, Value value, String column, TableShape table)
            throws SQLException {
        if (COMMIT_TIMESTAMP.equals(value.getStringValue())) {
            transaction.willUseCommitTimestamp();
            // The same moment that spanner.pending_commit_timestamp() gives and that the commit answers.
            statement.setObject(i, transaction.startOf(connection));
            return;
        }
        ParameterBinder.bind(
                statement,
                i,
                value,
                SpannerTypes.ofPostgres(table.column(column).type()));
    }
}
