package dev.darkroom.local.spanner;

import com.google.spanner.v1.ResultSetMetadata;
import com.google.spanner.v1.StructType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A statement that PostgreSQL has executed and whose rows, if it has any, are yet to be read.
 *
 * @param selection the transaction it ran in
 * @param translated what it was
 * @param statement to be closed when the rows are read
 * @param rows empty for DML without RETURNING
 * @param updateCount rows changed, when there are no rows to read
 * @param metadata columns, and the transaction it began
 */
record OpenStatement(
        Transactions.Selection selection,
        Translated translated,
        PreparedStatement statement,
        Optional<ResultSet> rows,
        long updateCount,
        ResultSetMetadata metadata) {
    StructType rowType() {
        return metadata.getRowType();
    }

    void close() throws SQLException {
        statement.close();
    }
}
