package dev.darkroom.stores.spanner;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** The table {@code audit_log}: who changed what, in the transaction that changed it. */
final class AuditLog {
    private static final String INSERT = "insert into audit_log (entry_id, occurred_at, actor, action, subject)"
            + " values (?, current_timestamp, ?, ?, ?)";

    private AuditLog() {}

    static void write(Connection connection, String actor, String action, String subject) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, UUID.randomUUID().toString());
            insert.setString(2, actor);
            insert.setString(3, action);
            insert.setString(4, subject);
            insert.executeUpdate();
        }
    }
}
