package dev.darkroom.local.spanner;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** CREATE TABLE: columns and keys as PostgreSQL writes them, then Spanner's own clauses for interleaving and TTL. */
final class CreateTable {
    private static final Set<String> NO_KEY = Set.of("jsonb", "numeric", "decimal", "array");

    private final String sql;
    private final TokenCursor cursor;
    private final TableCatalog catalog;
    private final List<String> primaryKey = new ArrayList<>();
    private final List<List<SqlToken>> columns = new ArrayList<>();
    private boolean hasPrimaryKey;

    /** The cursor stands behind CREATE TABLE. */
    CreateTable(String sql, TokenCursor cursor, TableCatalog catalog) {
        this.sql = sql;
        this.cursor = cursor;
        this.catalog = catalog;
    }

    DdlPlan plan() throws SQLException {
        boolean conditional = cursor.accept("if", "not", "exists");
        String table = cursor.name();
        if (!cursor.peek().is("(")) {
            throw Refused.invalid("CREATE TABLE ... " + cursor.shown(), "list the columns in parentheses");
        }
        for (List<SqlToken> element : TokenCursor.splitAtCommas(cursor.parenthesised())) {
            element(table, element);
        }
        if (!hasPrimaryKey) {
            throw Refused.invalid("table without PRIMARY KEY (" + table + ")", "add one; its columns shard the table");
        }
        checkKeyTypes(table);
        List<String> statements = new ArrayList<>();
        statements.add(sql.substring(0, cursor.last().end()).replaceAll("(?i)\\)\\s+VIRTUAL\\b", ") STORED"));
        Optional<DdlPlan.TtlClause> ttl = clauses(table, statements);
        return new DdlPlan(statements, DdlPlan.Action.CREATE, DdlPlan.Kind.TABLE, table, conditional, ttl);
    }

    private void element(String table, List<SqlToken> element) {
        TokenCursor part = new TokenCursor(element);
        if (part.atEnd()) {
            if (columns.isEmpty()) {
                return;
            }
            throw Refused.invalid("Syntax error: two commas, or one before ')', in CREATE TABLE " + table);
        }
        if (part.accept("constraint")) {
            part.name();
        }
        if (part.accept("primary", "key")) {
            hasPrimaryKey = true;
            for (List<SqlToken> column : TokenCursor.splitAtCommas(part.parenthesised())) {
                primaryKey.add(new TokenCursor(column).name());
            }
        } else if (part.accept("unique")) {
            throw Refused.invalid("UNIQUE constraint (table " + table + ")", "create a unique index");
        } else if (part.accept("exclude") || part.accept("like")) {
            throw Refused.invalid(part.last().text() + " in CREATE TABLE " + table, "write the columns and checks out");
        } else if (!part.peek().is("check") && !part.peek().is("foreign")) {
            columns.add(element);
            ColumnRules.check(element);
            for (int i = 1; i + 1 < element.size(); i++) {
                if (element.get(i).is("primary") && element.get(i + 1).is("key")) {
                    hasPrimaryKey = true;
                    primaryKey.add(element.get(0).name());
                }
            }
        }
    }

    private void checkKeyTypes(String table) {
        for (List<SqlToken> column : columns) {
            boolean array = column.stream().anyMatch(t -> t.is("["));
            String type = array ? "array" : column.get(1).name();
            if (primaryKey.contains(column.get(0).name()) && NO_KEY.contains(type)) {
                throw Refused.invalid(
                        type + " in a primary key (" + table + "."
                                + column.get(0).name() + ")",
                        "use varchar, bigint, bytea, timestamptz or date");
            }
        }
    }

    private Optional<DdlPlan.TtlClause> clauses(String table, List<String> statements) throws SQLException {
        Optional<DdlPlan.TtlClause> ttl = Optional.empty();
        while (!cursor.atEnd()) {
            if (cursor.accept(",")) {
                continue;
            }
            if (cursor.accept("interleave", "in")) {
                interleave(table, statements);
            } else if (cursor.accept("ttl")) {
                ttl = Optional.of(TtlSyntax.read(cursor));
            } else {
                throw Refused.invalid(
                        "clause " + cursor.shown() + " in CREATE TABLE " + table,
                        "only INTERLEAVE IN PARENT and TTL INTERVAL may follow the columns");
            }
        }
        return ttl;
    }

    /** INTERLEAVE IN PARENT promises what a foreign key promises; without PARENT it is only about storage. */
    private void interleave(String table, List<String> statements) throws SQLException {
        boolean parented = cursor.accept("parent");
        String parent = cursor.name();
        boolean cascade = false;
        if (cursor.accept("on", "delete")) {
            cascade = cursor.accept("cascade");
            if (!cascade && !cursor.accept("no", "action")) {
                throw Refused.invalid("INTERLEAVE ... ON DELETE " + cursor.shown(), "use CASCADE or NO ACTION");
            }
        }
        List<String> key = catalog.table(parent).primaryKey();
        if (primaryKey.size() < key.size() || !primaryKey.subList(0, key.size()).equals(key)) {
            throw Refused.invalid("The primary key of " + table + " " + primaryKey
                    + " must begin with that of its parent " + parent + " " + key);
        }
        if (parented) {
            String columnList = SqlNames.list(key);
            statements.add("alter table " + SqlNames.quoteTable(table) + " add constraint "
                    + SqlNames.quote("interleaved_in_" + parent.replace('.', '_')) + " foreign key (" + columnList
                    + ") references " + SqlNames.quoteTable(parent) + " (" + columnList + ")"
                    + (cascade ? " on delete cascade" : ""));
        }
    }
}
