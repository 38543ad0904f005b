package dev.darkroom.spark.backfill;

import com.google.cloud.spanner.jdbc.JdbcDriver;
import dev.darkroom.core.port.BlobStore;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.stores.s3.S3BlobStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** A table of the lake that nobody can commit to, because its row in the catalogue is locked. */
final class HeldTable implements AutoCloseable {
    private final StoresConfig config;
    private final String table;
    private final Connection connection;
    private final Statement statement;
    private final Set<String> before;

    private HeldTable(StoresConfig config, String table) throws SQLException {
        this.config = config;
        this.table = table;
        this.before = metadata();
        this.connection = new JdbcDriver().connect(config.spannerUrl(), new Properties());
        this.connection.setAutoCommit(false);
        this.statement = connection.createStatement();
    }

    static HeldTable hold(Map<String, String> environment, String table) throws SQLException {
        HeldTable held = new HeldTable(StoresConfig.from(environment), table);
        try (ResultSet row = held.statement.executeQuery(
                "update iceberg_tables set previous_metadata_location = previous_metadata_location"
                        + " where table_namespace = 'archive' and table_name = '" + table
                        + "' returning table_name")) {
            if (!row.next()) {
                throw new IllegalStateException("The catalogue has no table " + table);
            }
        }
        return held;
    }

    /** Whether somebody has written metadata and now asks for the row. Keeps the transaction from being idle. */
    boolean isWaitedFor() throws SQLException {
        statement.executeQuery("select 1").close();
        return !metadata().equals(before);
    }

    private Set<String> metadata() {
        Set<String> files = new HashSet<>();
        try (BlobStore bucket = new S3BlobStore(config.s3(), config.lakeBucket())) {
            bucket.list("warehouse/archive/" + table + "/metadata/", info -> {
                if (info.key().endsWith(".metadata.json")) {
                    files.add(info.key());
                }
            });
        }
        return files;
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        statement.close();
        connection.close();
    }
}
