package dev.darkroom.local.spanner;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.AutoSave;

/** A session of PostgreSQL on loan from the {@link ConnectionPool}. */
final class PooledConnection {
    private final Connection jdbc;
    private final String database;
    private final int generation;
    private int isolation;

    PooledConnection(Connection jdbc, String database, int generation, int isolation) {
        this.jdbc = jdbc;
        this.database = database;
        this.generation = generation;
        this.isolation = isolation;
    }

    Connection jdbc() {
        return jdbc;
    }

    String database() {
        return database;
    }

    int generation() {
        return generation;
    }

    int isolation() {
        return isolation;
    }

    /** A round trip only when the level changes. */
    void useIsolation(int wanted) throws SQLException {
        if (isolation != wanted) {
            jdbc.setTransactionIsolation(wanted);
            isolation = wanted;
        }
    }

    /** Whether a failing statement leaves the transaction usable (a savepoint before each) or ends it. */
    void surviveErrors(boolean survive) throws SQLException {
        jdbc.unwrap(PGConnection.class).setAutosave(survive ? AutoSave.ALWAYS : AutoSave.NEVER);
    }
}
