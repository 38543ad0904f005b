package dev.darkroom.local.spanner;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The shapes of a database's tables, read from PostgreSQL's own catalogue and remembered until the next DDL. */
final class TableCatalog {
    private static final String COLUMNS = """
            select a.attname, t.typname, a.attnotnull and not a.atthasdef
              from pg_attribute a join pg_type t on t.oid = a.atttypid
             where a.attrelid = to_regclass(?) and a.attnum > 0 and not a.attisdropped order by a.attnum""";
    private static final String KEYS = """
            select c.relname, i.indisprimary, a.attname, (i.indoption[k.n - 1] & 1) = 1
              from pg_index i join pg_class c on c.oid = i.indexrelid
              cross join lateral unnest(i.indkey::int2[]) with ordinality as k(attnum, n)
              join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
             where i.indrelid = to_regclass(?) and k.n <= i.indnkeyatts order by c.relname, k.n""";

    private final Source source;
    private final Map<String, TableShape> shapes = new ConcurrentHashMap<>();

    /** Lends a connection for one look-up. */
    @FunctionalInterface
    interface Source {
        TableShape with(Reader reader) throws SQLException;
    }

    /** Reads a shape over a lent connection. */
    @FunctionalInterface
    interface Reader {
        TableShape read(Connection connection) throws SQLException;
    }

    TableCatalog(Source source) {
        this.source = source;
    }

    /** The shape of a table, or NOT_FOUND. */
    TableShape table(String name) throws SQLException {
        TableShape known = shapes.get(name);
        if (known != null) {
            return known;
        }
        TableShape read = source.with(connection -> read(connection, name));
        shapes.put(name, read);
        return read;
    }

    void forget() {
        shapes.clear();
    }

    private static TableShape read(Connection connection, String asked) throws SQLException {
        Map<String, TableShape.Column> columns = columns(connection, asked);
        String name = asked;
        if (columns.isEmpty()) {
            name = asked.toLowerCase(Locale.ROOT);
            columns = columns(connection, name);
        }
        if (columns.isEmpty()) {
            throw Refused.notFound("Table not found: " + asked);
        }
        List<String> primaryKey = new ArrayList<>();
        Map<String, List<TableShape.KeyPart>> indexes = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(KEYS)) {
            statement.setString(1, SqlNames.quoteTable(name));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (rows.getBoolean(2)) {
                        primaryKey.add(rows.getString(3));
                    } else {
                        indexes.computeIfAbsent(rows.getString(1), k -> new ArrayList<>())
                                .add(new TableShape.KeyPart(rows.getString(3), rows.getBoolean(4)));
                    }
                }
            }
        }
        return new TableShape(name, columns, primaryKey, indexes);
    }

    private static Map<String, TableShape.Column> columns(Connection connection, String table) throws SQLException {
        Map<String, TableShape.Column> columns = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, SqlNames.quoteTable(table));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String column = rows.getString(1);
                    columns.put(column, new TableShape.Column(column, rows.getString(2), rows.getBoolean(3)));
                }
            }
        }
        return columns;
    }
}
