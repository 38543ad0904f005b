package dev.darkroom.local.spanner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The databases by Spanner's name; one that does not exist yet is created when it is first spoken of. */
final class Databases {
    private static final Pattern PATH = Pattern.compile("projects/([^/]+)/instances/([^/]+)/databases/([^/]+)");
    private static final String ADMINISTRATION = "postgres";
    private static final int MAX_NAME_BYTES = 63;

    private final ConnectionPool pool;
    private final Map<String, PgDatabase> open = new ConcurrentHashMap<>();

    Databases(ConnectionPool pool) {
        this.pool = pool;
    }

    /** The database of {@code projects/P/instances/I/databases/D}, created if need be. */
    PgDatabase at(String path) throws SQLException {
        PgDatabase known = open.get(path);
        return known != null ? known : openOrCreate(path);
    }

    /** The database a session belongs to. */
    PgDatabase ofSession(String session) throws SQLException {
        int end = session.indexOf("/sessions/");
        if (end < 0) {
            throw Refused.invalid("Not the name of a session: " + session);
        }
        return at(session.substring(0, end));
    }

    boolean exists(String path) throws SQLException {
        return list().contains(path);
    }

    /** Spanner's names of all databases. */
    List<String> list() throws SQLException {
        PooledConnection connection = pool.borrow(ADMINISTRATION, Connection.TRANSACTION_READ_COMMITTED);
        boolean fine = false;
        try (Statement statement = connection.jdbc().createStatement();
                ResultSet rows = statement.executeQuery(
                        "select shobj_description(oid, 'pg_database') from pg_database where datname like '%/%/%'")) {
            List<String> paths = new ArrayList<>();
            while (rows.next()) {
                String path = rows.getString(1);
                if (path != null && PATH.matcher(path).matches()) {
                    paths.add(path);
                }
            }
            fine = true;
            return paths;
        } finally {
            pool.giveBack(connection, fine);
        }
    }

    void drop(String path) throws SQLException {
        String name = postgresName(path);
        open.remove(path);
        pool.retire(name);
        administer("drop database if exists " + SqlNames.quote(name) + " with (force)");
    }

    private synchronized PgDatabase openOrCreate(String path) throws SQLException {
        PgDatabase known = open.get(path);
        if (known != null) {
            return known;
        }
        String name = postgresName(path);
        if (!existsInPostgres(name)) {
            administer("create database " + SqlNames.quote(name));
        }
        administer("comment on database " + SqlNames.quote(name) + " is " + SqlNames.literal(path));
        PgDatabase database = new PgDatabase(path, name, pool);
        String script = script();
        database.withConnection(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(script);
            }
        });
        open.put(path, database);
        return database;
    }

    private boolean existsInPostgres(String name) throws SQLException {
        PooledConnection connection = pool.borrow(ADMINISTRATION, Connection.TRANSACTION_READ_COMMITTED);
        boolean fine = false;
        try (PreparedStatement statement =
                connection.jdbc().prepareStatement("select 1 from pg_database where datname = ?")) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                boolean found = rows.next();
                fine = true;
                return found;
            }
        } finally {
            pool.giveBack(connection, fine);
        }
    }

    private void administer(String sql) throws SQLException {
        PooledConnection connection = pool.borrow(ADMINISTRATION, Connection.TRANSACTION_READ_COMMITTED);
        boolean fine = false;
        try (Statement statement = connection.jdbc().createStatement()) {
            statement.execute(sql);
            fine = true;
        } finally {
            pool.giveBack(connection, fine);
        }
    }

    /** {@code project/instance/database}, which a person finds in psql. */
    static String postgresName(String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            throw Refused.invalid(
                    "Not the name of a database: " + path + " (expected projects/P/instances/I/databases/D)");
        }
        String name = parts.group(1) + "/" + parts.group(2) + "/" + parts.group(3);
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            throw Refused.invalid("The local gateway takes project, instance and database names of together at most "
                    + (MAX_NAME_BYTES - 2) + " bytes: " + name);
        }
        return name;
    }

    private static String script() {
        try (InputStream in = Databases.class.getResourceAsStream("spanner-schema.sql")) {
            if (in == null) {
                throw new IllegalStateException("spanner-schema.sql is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read spanner-schema.sql", e);
        }
    }
}
