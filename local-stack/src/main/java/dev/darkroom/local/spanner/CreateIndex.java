package dev.darkroom.local.spanner;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** CREATE INDEX: plain columns, INCLUDE, and no condition but IS NOT NULL. */
final class CreateIndex {
    private static final Set<String> NO_KEY = Set.of("jsonb", "numeric");

    private final String sql;
    private final TokenCursor cursor;
    private final TableCatalog catalog;

    /** The cursor stands behind CREATE. */
    CreateIndex(String sql, TokenCursor cursor, TableCatalog catalog) {
        this.sql = sql;
        this.cursor = cursor;
        this.catalog = catalog;
    }

    DdlPlan plan() throws SQLException {
        boolean unique = cursor.accept("unique");
        cursor.expect("index");
        refuse("concurrently", "CREATE INDEX CONCURRENTLY", "leave it out: indexes are built in the background");
        boolean conditional = cursor.accept("if", "not", "exists");
        if (cursor.peek().is("on")) {
            throw Refused.invalid("index without a name", "give it one");
        }
        String index = cursor.name();
        cursor.expect("on");
        refuse("only", "ON ONLY", "leave it out");
        TableShape table = catalog.table(cursor.name());
        if (cursor.accept("using")) {
            throw Refused.invalid(
                    "index method (USING " + cursor.peek().text() + ")",
                    "leave USING out; for jsonb and text, index a generated column or use the search index");
        }
        for (List<SqlToken> part : TokenCursor.splitAtCommas(cursor.parenthesised())) {
            keyPart(table, part);
        }
        String head = sql.substring(0, cursor.last().end());
        if (cursor.accept("include")) {
            int from = cursor.peek().start();
            cursor.parenthesised();
            head += " include " + sql.substring(from, cursor.last().end());
        }
        if (cursor.accept("interleave", "in")) {
            cursor.name(); // Storage only; nothing PostgreSQL could follow.
        }
        // To Spanner a null equals a null in a unique index.
        String nulls = unique ? " nulls not distinct" : "";
        return DdlPlan.of(
                DdlPlan.Action.CREATE, DdlPlan.Kind.INDEX, index, conditional, head + nulls + condition(table));
    }

    private static void keyPart(TableShape table, List<SqlToken> part) {
        TokenCursor column = new TokenCursor(part);
        boolean plain = column.peek().isName() && !column.peek(1).is("(");
        if (!plain) {
            throw Refused.invalid("index on an expression", "add a generated column and index that");
        }
        TableShape.Column found = table.column(column.name());
        if (NO_KEY.contains(found.type()) || found.type().startsWith("_")) {
            throw Refused.invalid(
                    "index key of type " + found.type() + " (column " + found.name() + ")",
                    "add a generated column and index that");
        }
        if (!column.accept("asc")) {
            column.accept("desc");
        }
        if (column.accept("nulls") && !column.accept("first")) {
            column.accept("last");
        }
        if (!column.atEnd()) {
            throw Refused.invalid("index option " + column.shown(), "only ASC, DESC and NULLS FIRST or LAST exist");
        }
    }

    private String condition(TableShape table) {
        if (cursor.atEnd()) {
            return "";
        }
        int from = cursor.peek().start();
        cursor.expect("where");
        do {
            if (!cursor.peek().isName()) {
                throw partial();
            }
            table.column(cursor.name());
            if (!cursor.accept("is", "not", "null")) {
                throw partial();
            }
        } while (cursor.accept("and"));
        if (!cursor.atEnd()) {
            throw partial();
        }
        return " " + sql.substring(from, cursor.last().end());
    }

    private void refuse(String word, String what, String instead) {
        if (cursor.accept(word)) {
            throw Refused.invalid(what, instead);
        }
    }

    private static RuntimeException partial() {
        return Refused.invalid(
                "partial index other than WHERE column IS NOT NULL",
                "index a generated column that is null for the rows to leave out");
    }
}
