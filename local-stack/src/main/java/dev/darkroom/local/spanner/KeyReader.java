package dev.darkroom.local.spanner;

import com.google.spanner.v1.ReadRequest;
import com.google.spanner.v1.ResultSetMetadata;
import io.grpc.StatusRuntimeException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads rows by keys and ranges of the primary key or of an index, in key order. */
final class KeyReader {
    private static final int FETCH_ROWS = 100;

    private final Transactions transactions;
    private final CallCancellation cancellation;

    KeyReader(Transactions transactions, CallCancellation cancellation) {
        this.transactions = transactions;
        this.cancellation = cancellation;
    }

    OpenStatement open(PgDatabase database, ReadRequest request) throws SQLException {
        TableShape table = database.catalog().table(request.getTable());
        List<TableShape.KeyPart> key = table.key(Optional.of(request.getIndex()).filter(index -> !index.isEmpty()));
        KeyConditions conditions = new KeyConditions(table, key);
        String sql = "select "
                + SqlNames.list(request.getColumnsList().stream()
                        .map(c -> table.column(c).name())
                        .toList())
                + " from " + SqlNames.quoteTable(table.name())
                + " where " + conditions.of(request.getKeySet())
                + " order by "
                + key.stream()
                        .map(k -> SqlNames.quote(k.column()) + (k.descending() ? " desc" : ""))
                        .collect(Collectors.joining(","))
                + (request.getLimit() > 0 ? " limit " + request.getLimit() : "");
        Translated translated = new Translated(sql, List.of(), Translated.Kind.QUERY, 0, false);
        Transactions.Selection selection = transactions.select(database, request.getTransaction());
        try {
            return selection.transaction().with(!selection.isFresh(), connection -> {
                PreparedStatement statement = connection.prepareStatement(sql);
                try {
                    conditions.bind(statement);
                    statement.setFetchSize(FETCH_ROWS);
                    ResultSet rows = cancellation.guard(statement, statement::executeQuery);
                    ResultSetMetadata.Builder metadata =
                            ResultSetMetadata.newBuilder().setRowType(RowEncoder.rowType(rows.getMetaData()));
                    selection.begun().ifPresent(metadata::setTransaction);
                    return new OpenStatement(selection, translated, statement, Optional.of(rows), 0, metadata.build());
                } catch (SQLException | StatusRuntimeException e) {
                    statement.close();
                    throw e;
                }
            });
        } catch (SQLException | StatusRuntimeException e) {
            if (selection.isFresh()) {
                transactions.rollback(selection.transaction());
            }
            throw e;
        }
    }
}
