package dev.darkroom.local.spanner;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Changes a database's schema, one statement at a time, and keeps the statements as they were written. */
final class DdlExecutor {
    private final PgDatabase database;
    private final DdlTranslator translator;

    DdlExecutor(PgDatabase database) {
        this.database = database;
        this.translator = new DdlTranslator(database.catalog());
    }

    /** Runs one statement; it is done and recorded together, or not at all. */
    synchronized void run(String sql) throws SQLException {
        DdlPlan plan = translator.translate(sql);
        checkDependants(plan);
        try {
            database.withConnection(connection -> {
                connection.setAutoCommit(false);
                try {
                    apply(connection, plan, sql);
                    connection.commit();
                } catch (SQLException | RuntimeException e) {
                    connection.rollback();
                    throw e;
                } finally {
                    connection.setAutoCommit(true);
                }
                return true;
            });
        } finally {
            database.schemaChanged();
        }
    }

    /** The statements that made the database what it is, as they were written. */
    List<String> statements() throws SQLException {
        return database.withConnection(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select statement from spanner.ddl_log order by n")) {
                List<String> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
                return all;
            }
        });
    }

    private static void apply(Connection connection, DdlPlan plan, String sql) throws SQLException {
        boolean creates = plan.action() == DdlPlan.Action.CREATE;
        if (plan.conditional() && plan.kind() != DdlPlan.Kind.VIEW && isRecorded(connection, plan) == creates) {
            return; // IF NOT EXISTS of what is there, IF EXISTS of what is not.
        }
        try (Statement statement = connection.createStatement()) {
            for (String one : plan.statements()) {
                statement.execute(one);
            }
        }
        recordTtl(connection, plan);
        switch (plan.action()) {
            case CREATE, ALTER ->
                write(
                        connection,
                        "insert into spanner.ddl_log (kind, name, statement) values (?, ?, ?)",
                        kind(plan),
                        plan.name(),
                        sql.strip());
            case DROP -> {
                write(connection, "delete from spanner.ddl_log where kind = ? and name = ?", kind(plan), plan.name());
                if (plan.kind() == DdlPlan.Kind.TABLE) {
                    write(connection, "delete from spanner.ttl where table_name = ?", plan.name());
                }
            }
            case MAINTAIN -> {
                // Nothing about the schema changed.
            }
        }
    }

    private static void recordTtl(Connection connection, DdlPlan plan) throws SQLException {
        if (plan.ttl().isEmpty()) {
            return;
        }
        DdlPlan.TtlClause ttl = plan.ttl().get();
        write(connection, "delete from spanner.ttl where table_name = ?", plan.name());
        if (ttl.lifetime().isPresent()) {
            checkTtlColumn(connection, plan.name(), ttl.column());
            write(
                    connection,
                    "insert into spanner.ttl (table_name, column_name, lifetime) values (?, ?, cast(? as interval))",
                    plan.name(),
                    ttl.column(),
                    ttl.lifetime().get());
        }
    }

    private static void checkTtlColumn(Connection connection, String table, String column) throws SQLException {
        String sql = "select 1 from pg_attribute where attrelid = to_regclass(?) and attname = ? and atttypid in"
                + " ('timestamptz'::regtype, 'spanner.commit_timestamp'::regtype)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, SqlNames.quoteTable(table));
            statement.setString(2, column);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw Refused.invalid("The TTL of table " + table + " needs a timestamptz column: " + column);
                }
            }
        }
    }

    /** PostgreSQL drops indexes silently with their table or column; Spanner wants them dropped first. */
    private void checkDependants(DdlPlan plan) throws SQLException {
        if (plan.kind() != DdlPlan.Kind.TABLE || plan.statements().isEmpty()) {
            return;
        }
        List<SqlToken> tokens = SqlTokenizer.tokenize(plan.statements().get(0));
        if (plan.action() == DdlPlan.Action.DROP && (!plan.conditional() || isThere(plan.name()))) {
            refuseIndexes(database.catalog().table(plan.name()).indexes(), plan.name());
        }
        if (plan.action() == DdlPlan.Action.ALTER) {
            TokenCursor cursor = new TokenCursor(tokens);
            cursor.accept("alter", "table");
            cursor.name();
            if (cursor.accept("drop", "column") && cursor.peek().isName()) {
                String column = cursor.name();
                Map<String, List<TableShape.KeyPart>> indexes =
                        database.catalog().table(plan.name()).indexes();
                indexes.forEach((index, key) -> {
                    if (key.stream().anyMatch(part -> part.column().equals(column))) {
                        refuseIndexes(Map.of(index, key), plan.name() + "." + column);
                    }
                });
            }
        }
    }

    private boolean isThere(String table) throws SQLException {
        return database.withConnection(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select to_regclass(?) is not null")) {
                statement.setString(1, SqlNames.quoteTable(table));
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }
        });
    }

    private static void refuseIndexes(Map<String, List<TableShape.KeyPart>> indexes, String what) {
        if (!indexes.isEmpty()) {
            throw Refused.precondition("Cannot drop " + what + ": drop its indexes first: " + indexes.keySet());
        }
    }

    private static boolean isRecorded(Connection connection, DdlPlan plan) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select 1 from spanner.ddl_log where kind = ? and name = ?")) {
            statement.setString(1, kind(plan));
            statement.setString(2, plan.name());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static String kind(DdlPlan plan) {
        return plan.kind().name().toLowerCase(Locale.ROOT);
    }

    private static void write(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
