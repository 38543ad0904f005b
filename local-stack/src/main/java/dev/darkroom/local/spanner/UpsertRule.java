package dev.darkroom.local.spanner;

import java.sql.SQLException;
import java.util.List;

/**
 * The only ON CONFLICT that Spanner has: the target is the primary key, in order, and the action is DO NOTHING or
 * {@code SET col = excluded.col}.
 */
final class UpsertRule {
    private static final String INSTEAD = "read the row and write it in one transaction";

    private UpsertRule() {}

    /** Checks an INSERT; returns how many columns it writes a row. */
    static int check(List<SqlToken> insert, TableCatalog catalog) throws SQLException {
        TokenCursor cursor = new TokenCursor(insert);
        cursor.expect("insert");
        cursor.expect("into");
        String table = cursor.name();
        if (cursor.accept("as")) {
            cursor.name();
        }
        boolean columnsNamed = cursor.peek().is("(")
                && !cursor.peek(1).is("select")
                && !cursor.peek(1).is("with");
        int columns = columnsNamed
                ? TokenCursor.splitAtCommas(cursor.parenthesised()).size()
                : catalog.table(table).columns().size();
        if (findConflict(cursor)) {
            checkTarget(cursor, catalog.table(table));
            checkAction(cursor);
        }
        return columns;
    }

    private static boolean findConflict(TokenCursor cursor) {
        for (int depth = 0; !cursor.atEnd(); ) {
            if (depth == 0 && cursor.accept("on", "conflict")) {
                return true;
            }
            SqlToken token = cursor.next();
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        }
        return false;
    }

    private static void checkTarget(TokenCursor cursor, TableShape table) {
        String key = String.join(", ", table.primaryKey());
        if (cursor.peek().is("on")) {
            throw Refused.invalid("ON CONFLICT ON CONSTRAINT", "name the primary key: ON CONFLICT (" + key + ")");
        }
        if (!cursor.peek().is("(")) {
            throw Refused.invalid("ON CONFLICT without a target", "name the primary key: ON CONFLICT (" + key + ")");
        }
        List<String> target = TokenCursor.splitAtCommas(cursor.parenthesised()).stream()
                .map(part ->
                        part.size() == 1 && part.get(0).isName() ? part.get(0).name() : "")
                .toList();
        if (!target.equals(table.primaryKey())) {
            throw Refused.invalid(
                    "ON CONFLICT (" + String.join(", ", target) + ") on table " + table.name(),
                    "the target must be the primary key in order: (" + key + ")");
        }
        if (cursor.peek().is("where")) {
            throw Refused.invalid("ON CONFLICT ... WHERE", INSTEAD);
        }
    }

    private static void checkAction(TokenCursor cursor) {
        cursor.expect("do");
        if (cursor.accept("nothing")) {
            return;
        }
        cursor.expect("update");
        cursor.expect("set");
        do {
            String column = cursor.peek().isName() ? cursor.name() : "";
            boolean excluded = cursor.accept("=", "excluded", ".")
                    && cursor.peek().isName()
                    && cursor.next().name().equals(column);
            if (!excluded) {
                throw Refused.invalid("ON CONFLICT ... SET " + column + " to anything but excluded." + column, INSTEAD);
            }
        } while (cursor.accept(","));
        if (!cursor.atEnd() && !cursor.peek().is("returning") && !cursor.peek().is(";")) {
            throw Refused.invalid("ON CONFLICT ... SET with " + cursor.shown() + " behind it", INSTEAD);
        }
    }
}
