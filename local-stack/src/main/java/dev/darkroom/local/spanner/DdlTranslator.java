package dev.darkroom.local.spanner;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns a DDL statement of Spanner's PostgreSQL dialect into what PostgreSQL has to do, or refuses it. */
final class DdlTranslator {
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("trigger", "put the logic into the application, or read a change stream"),
            Map.entry("function", "put the logic into the application"),
            Map.entry("procedure", "put the logic into the application"),
            Map.entry("aggregate", "put the logic into the application"),
            Map.entry("type", "use varchar with a CHECK for an enum, jsonb or columns for a composite"),
            Map.entry("domain", "put the CHECK on the column"),
            Map.entry("extension", "use what Spanner's dialect has built in"),
            Map.entry("rule", "put the logic into the application"),
            Map.entry("materialized", "write the result into a table"),
            Map.entry("temporary", "use a table with a TTL"),
            Map.entry("temp", "use a table with a TTL"),
            Map.entry("unlogged", "use a table with a TTL"),
            Map.entry("collation", "text is ordered by its bytes"),
            Map.entry("publication", "use a change stream"),
            Map.entry("subscription", "use a change stream"),
            Map.entry("tablespace", "storage is chosen by Spanner"),
            Map.entry("operator", "use a function of Spanner's dialect"));

    private final TableCatalog catalog;

    DdlTranslator(TableCatalog catalog) {
        this.catalog = catalog;
    }

    DdlPlan translate(String sql) throws SQLException {
        List<SqlToken> tokens = SqlTokenizer.tokenize(sql);
        if (!tokens.isEmpty() && tokens.get(tokens.size() - 1).is(";")) {
            tokens = tokens.subList(0, tokens.size() - 1);
        }
        if (tokens.stream().anyMatch(t -> t.is(";"))) {
            throw Refused.invalid("second statement in one DDL text", "give each statement its own entry");
        }
        TokenCursor cursor = new TokenCursor(tokens);
        if (cursor.accept("create")) {
            return create(sql, cursor);
        }
        if (cursor.accept("alter")) {
            return alter(sql, cursor);
        }
        if (cursor.accept("drop")) {
            return drop(sql, cursor);
        }
        if (cursor.accept("analyze") && cursor.atEnd()) {
            return DdlPlan.of(DdlPlan.Action.MAINTAIN, DdlPlan.Kind.SCHEMA, "", false, "analyze");
        }
        if (cursor.accept("grant") || cursor.accept("revoke")) {
            throw Refused.unimplemented("roles (GRANT, REVOKE)", "leave them out of the migrations run locally");
        }
        throw Refused.invalid("DDL statement beginning with " + cursor.shown(), "use CREATE, ALTER, DROP or ANALYZE");
    }

    private DdlPlan create(String sql, TokenCursor cursor) throws SQLException {
        boolean orReplace = cursor.accept("or", "replace");
        if (cursor.accept("table")) {
            return new CreateTable(sql, cursor, catalog).plan();
        }
        if (cursor.peek().is("index")
                || (cursor.peek().is("unique") && cursor.peek(1).is("index"))) {
            return new CreateIndex(sql, cursor, catalog).plan();
        }
        if (cursor.accept("view")) {
            return DdlPlan.of(DdlPlan.Action.CREATE, DdlPlan.Kind.VIEW, cursor.name(), orReplace, view(sql, cursor));
        }
        if (cursor.accept("change", "stream")) {
            return DdlPlan.of(DdlPlan.Action.CREATE, DdlPlan.Kind.CHANGE_STREAM, cursor.name(), false);
        }
        if (cursor.accept("schema")) {
            boolean conditional = cursor.accept("if", "not", "exists");
            return DdlPlan.of(DdlPlan.Action.CREATE, DdlPlan.Kind.SCHEMA, cursor.name(), conditional, sql);
        }
        if (cursor.accept("sequence")) {
            throw Refused.unimplemented("sequences", "use a UUID made by the client or spanner.generate_uuid()");
        }
        throw unknown("CREATE", cursor);
    }

    /** PostgreSQL says WITH (security_invoker) for what Spanner says SQL SECURITY INVOKER. */
    private static String view(String sql, TokenCursor cursor) {
        int from = cursor.peek().start();
        if (!cursor.accept("sql", "security")) {
            throw Refused.invalid("view without SQL SECURITY", "write CREATE VIEW name SQL SECURITY INVOKER AS ...");
        }
        boolean invoker = cursor.next().is("invoker");
        cursor.expect("as");
        String head = sql.substring(0, from);
        StatementRules.check(cursor.rest());
        return head
                + (invoker ? "with (security_invoker = true) as " : "as ")
                + sql.substring(cursor.peek().start());
    }

    private DdlPlan alter(String sql, TokenCursor cursor) throws SQLException {
        if (cursor.accept("table")) {
            return new AlterTable(sql, cursor).plan();
        }
        if (cursor.accept("change", "stream")) {
            return DdlPlan.of(DdlPlan.Action.ALTER, DdlPlan.Kind.CHANGE_STREAM, cursor.name(), false);
        }
        if (cursor.accept("database")) {
            return DdlPlan.of(DdlPlan.Action.MAINTAIN, DdlPlan.Kind.SCHEMA, "", false);
        }
        throw unknown("ALTER", cursor);
    }

    private DdlPlan drop(String sql, TokenCursor cursor) throws SQLException {
        DdlPlan.Kind kind;
        if (cursor.accept("table")) {
            kind = DdlPlan.Kind.TABLE;
        } else if (cursor.accept("index")) {
            kind = DdlPlan.Kind.INDEX;
        } else if (cursor.accept("view")) {
            kind = DdlPlan.Kind.VIEW;
        } else if (cursor.accept("schema")) {
            kind = DdlPlan.Kind.SCHEMA;
        } else if (cursor.accept("change", "stream")) {
            return DdlPlan.of(DdlPlan.Action.DROP, DdlPlan.Kind.CHANGE_STREAM, cursor.name(), false);
        } else {
            throw unknown("DROP", cursor);
        }
        boolean conditional = cursor.accept("if", "exists");
        String name = cursor.name();
        if (!cursor.atEnd()) {
            throw Refused.invalid(
                    "DROP with " + cursor.shown(), "drop one object a statement, and what depends on it before");
        }
        return DdlPlan.of(DdlPlan.Action.DROP, kind, name, conditional, sql);
    }

    private static RuntimeException unknown(String verb, TokenCursor cursor) {
        String what = cursor.peek().isName() ? cursor.peek().name() : cursor.shown();
        return Refused.invalid(
                verb + " " + what.toUpperCase(Locale.ROOT),
                INSTEAD.getOrDefault(what, "use tables, indexes, views, schemas and change streams"));
    }
}
