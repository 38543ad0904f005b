package dev.darkroom.local.spanner;

import io.grpc.StatusRuntimeException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes the rows whose time to live is over, in small commits, in every database. */
final class TtlSweeper {
    private static final Logger LOG = LoggerFactory.getLogger(TtlSweeper.class);
    private static final int BATCH_ROWS = 1_000;

    private final Databases databases;

    TtlSweeper(Databases databases) {
        this.databases = databases;
    }

    private record Policy(String table, String column, String lifetime) {}

    /** One sweep. What it cannot delete now it deletes the next time. */
    void sweep() {
        try {
            for (String path : databases.list()) {
                sweep(databases.at(path));
            }
        } catch (SQLException | StatusRuntimeException e) {
            LOG.warn("The TTL sweep stopped and is repeated later: {}", e.getMessage());
        }
    }

    private static void sweep(PgDatabase database) throws SQLException {
        for (Policy policy : database.withConnection(TtlSweeper::policies)) {
            int deleted;
            int all = 0;
            do {
                deleted = database.withConnection(connection -> deleteSome(connection, policy));
                all += deleted;
            } while (deleted == BATCH_ROWS && !Thread.currentThread().isInterrupted());
            if (all > 0) {
                LOG.info("TTL: deleted {} rows of {} in {}", all, policy.table(), database.path());
            }
        }
    }

    private static List<Policy> policies(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select table_name, column_name, lifetime from spanner.ttl order by table_name")) {
            List<Policy> policies = new ArrayList<>();
            while (rows.next()) {
                policies.add(new Policy(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
            return policies;
        }
    }

    private static int deleteSome(Connection connection, Policy policy) throws SQLException {
        String table = SqlNames.quoteTable(policy.table());
        String sql = "delete from " + table + " where ctid = any(array(select ctid from " + table + " where "
                + SqlNames.quote(policy.column()) + " < now() - cast(? as interval) limit " + BATCH_ROWS + "))";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, policy.lifetime());
            return statement.executeUpdate();
        }
    }
}
