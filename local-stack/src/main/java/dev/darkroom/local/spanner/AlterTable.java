package dev.darkroom.local.spanner;

import java.util.List;
import java.util.Optional;

/** ALTER TABLE: columns, checks, foreign keys, and how rows expire. */
final class AlterTable {
    private final String sql;
    private final TokenCursor cursor;

    /** The cursor stands behind ALTER TABLE. */
    AlterTable(String sql, TokenCursor cursor) {
        this.sql = sql;
        this.cursor = cursor;
    }

    DdlPlan plan() {
        if (cursor.accept("if", "exists") || cursor.accept("only")) {
            throw Refused.invalid("ALTER TABLE IF EXISTS or ONLY", "leave it out");
        }
        String table = cursor.name();
        if (TokenCursor.splitAtCommas(cursor.rest()).size() > 1) {
            throw Refused.invalid("second action in ALTER TABLE " + table, "write one statement for each");
        }
        Optional<DdlPlan.TtlClause> ttl = ttl();
        if (ttl.isPresent()) {
            return new DdlPlan(List.of(), DdlPlan.Action.ALTER, DdlPlan.Kind.TABLE, table, false, ttl);
        }
        check(table);
        return DdlPlan.of(DdlPlan.Action.ALTER, DdlPlan.Kind.TABLE, table, false, sql);
    }

    private Optional<DdlPlan.TtlClause> ttl() {
        if (cursor.accept("add", "ttl") || cursor.accept("alter", "ttl")) {
            return Optional.of(TtlSyntax.read(cursor));
        }
        return cursor.accept("drop", "ttl")
                ? Optional.of(new DdlPlan.TtlClause("", Optional.empty()))
                : Optional.empty();
    }

    private void check(String table) {
        if (cursor.accept("add")) {
            checkAdd(table);
        } else if (cursor.accept("drop")) {
            if (cursor.rest().stream().anyMatch(t -> t.is("cascade"))) {
                throw Refused.invalid("DROP ... CASCADE", "drop what depends on it first");
            }
        } else if (cursor.accept("alter")) {
            checkAlterColumn(table);
        } else if (cursor.accept("rename")) {
            if (!cursor.peek().is("to")) {
                throw Refused.invalid("RENAME of a column", "add a column, copy, and drop the old one");
            }
            throw Refused.unimplemented("ALTER TABLE ... RENAME TO", "create the table under its new name");
        } else {
            throw Refused.invalid(
                    "ALTER TABLE " + table + " ... " + cursor.shown(),
                    "use ADD, DROP or ALTER of a column, ADD or DROP CONSTRAINT, or TTL");
        }
    }

    private void checkAdd(String table) {
        boolean column = cursor.accept("column");
        column |= cursor.accept("if", "not", "exists");
        if (!column && cursor.accept("constraint")) {
            cursor.name();
        }
        if (!column && (cursor.peek().is("check") || cursor.peek().is("foreign"))) {
            return;
        }
        if (!column && cursor.peek().is("unique")) {
            throw Refused.invalid("UNIQUE constraint (table " + table + ")", "create a unique index");
        }
        if (!column && (cursor.peek().is("primary") || cursor.peek().is("exclude"))) {
            throw Refused.invalid("ALTER TABLE ... ADD " + cursor.shown(), "name the primary key in CREATE TABLE");
        }
        ColumnRules.check(cursor.rest());
    }

    private void checkAlterColumn(String table) {
        cursor.accept("column");
        String column = cursor.name();
        if (cursor.accept("set", "data")) {
            cursor.expect("type");
            ColumnRules.checkType(cursor, column);
        } else if (cursor.accept("type")) {
            ColumnRules.checkType(cursor, column);
        } else if (!cursor.peek().is("set") && !cursor.peek().is("drop")) {
            throw Refused.invalid(
                    "ALTER TABLE " + table + " ALTER " + column + " " + cursor.shown(), "use TYPE, SET or DROP");
        }
    }
}
