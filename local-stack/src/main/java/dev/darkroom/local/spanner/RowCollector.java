package dev.darkroom.local.spanner;

import com.google.protobuf.ListValue;
import com.google.spanner.v1.ResultSet;
import com.google.spanner.v1.ResultSetStats;
import java.sql.SQLException;

/** Reads all rows of a statement for an answer in one piece, which Spanner limits to 10 MiB. */
final class RowCollector {
    private static final int MAX_BYTES = 10 * 1024 * 1024;

    private RowCollector() {}

    static ResultSet collect(Transactions transactions, OpenStatement open) throws SQLException {
        GatewayTransaction transaction = open.selection().transaction();
        try {
            ResultSet result = transaction.with(!open.selection().singleUse(), connection -> read(open));
            if (open.rows().isPresent()) {
                StatementRunner.wrote(transaction, open.translated(), result.getRowsCount());
            }
            if (transaction.mode() == GatewayTransaction.Mode.PARTITIONED_DML) {
                transactions.commit(transaction);
            }
            return result;
        } finally {
            if (open.selection().singleUse()) {
                transactions.rollback(transaction);
            }
        }
    }

    private static ResultSet read(OpenStatement open) throws SQLException {
        try {
            ResultSet.Builder result = ResultSet.newBuilder().setMetadata(open.metadata());
            long bytes = 0;
            while (open.rows().isPresent() && open.rows().get().next()) {
                ListValue.Builder row = ListValue.newBuilder();
                for (int i = 1; i <= open.rowType().getFieldsCount(); i++) {
                    row.addValues(RowEncoder.encode(
                            open.rows().get(),
                            i,
                            open.rowType().getFields(i - 1).getType()));
                }
                ListValue built = row.build();
                bytes += built.getSerializedSize();
                if (bytes > MAX_BYTES) {
                    throw Refused.precondition("The result is larger than 10 MiB: read it by ExecuteStreamingSql");
                }
                result.addRows(built);
            }
            if (open.translated().isDml()) {
                long rows = open.rows().isPresent() ? result.getRowsCount() : open.updateCount();
                boolean partitioned = open.selection().transaction().mode() == GatewayTransaction.Mode.PARTITIONED_DML;
                result.setStats(
                        partitioned
                                ? ResultSetStats.newBuilder().setRowCountLowerBound(rows)
                                : ResultSetStats.newBuilder().setRowCountExact(rows));
            }
            return result.build();
        } finally {
            open.close();
        }
    }
}
