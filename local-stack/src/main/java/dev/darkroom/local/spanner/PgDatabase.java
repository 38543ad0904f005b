package dev.darkroom.local.spanner;

import java.sql.Connection;
import java.sql.SQLException;

/** One Spanner database: a PostgreSQL database, what is known of its tables, and its translated statements. */
final class PgDatabase {
    private final String path;
    private final String name;
    private final ConnectionPool pool;
    private final TableCatalog catalog;
    private final StatementTranslator translator;
    private final DdlExecutor ddl;

    /** {@code path} is Spanner's name of it, {@code name} PostgreSQL's. */
    PgDatabase(String path, String name, ConnectionPool pool) {
        this.path = path;
        this.name = name;
        this.pool = pool;
        this.catalog = new TableCatalog(reader -> withConnection(reader::read));
        this.translator = new StatementTranslator(catalog);
        this.ddl = new DdlExecutor(this);
    }

    String path() {
        return path;
    }

    TableCatalog catalog() {
        return catalog;
    }

    StatementTranslator translator() {
        return translator;
    }

    DdlExecutor ddl() {
        return ddl;
    }

    PooledConnection borrow(int isolation) throws SQLException {
        return pool.borrow(name, isolation);
    }

    /** Takes back a session that no transaction is open on. */
    void giveBack(PooledConnection connection) {
        pool.giveBack(connection, true);
    }

    /** Closes a session whose state is unknown; when its server went away, all its siblings with it. */
    void discard(PooledConnection connection, boolean serverLost) {
        pool.giveBack(connection, false);
        if (serverLost) {
            pool.retire(name);
        }
    }

    /** Forgets all that DDL may have changed. */
    void schemaChanged() {
        catalog.forget();
        translator.forget();
        pool.retire(name);
    }

    /** Runs a short piece of work in autocommit mode, read committed. */
    <T> T withConnection(Work<T> work) throws SQLException {
        PooledConnection connection = borrow(Connection.TRANSACTION_READ_COMMITTED);
        boolean fine = false;
        try {
            T result = work.run(connection.jdbc());
            fine = connection.jdbc().getAutoCommit();
            return result;
        } catch (SQLException e) {
            fine = !SqlErrors.isConnectionLost(e) && connection.jdbc().getAutoCommit();
            throw e;
        } finally {
            if (fine) {
                giveBack(connection);
            } else {
                discard(connection, false);
            }
        }
    }

    /** Work over a lent session. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }
}
