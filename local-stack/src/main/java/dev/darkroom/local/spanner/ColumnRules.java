package dev.darkroom.local.spanner;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the definition of a column may say. */
final class ColumnRules {
    private static final Set<String> TYPES = Set.of(
            "bigint",
            "int8",
            "int",
            "integer",
            "int4",
            "smallint",
            "int2",
            "varchar",
            "text",
            "bool",
            "boolean",
            "bytea",
            "float8",
            "float4",
            "real",
            "numeric",
            "decimal",
            "timestamptz",
            "date",
            "jsonb",
            "uuid");
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("serial", "use a UUID made by the client (varchar(36)) or spanner.generate_uuid()"),
            Map.entry("bigserial", "use a UUID made by the client (varchar(36)) or spanner.generate_uuid()"),
            Map.entry("smallserial", "use a UUID made by the client (varchar(36)) or spanner.generate_uuid()"),
            Map.entry("serial8", "use a UUID made by the client (varchar(36)) or spanner.generate_uuid()"),
            Map.entry("timestamp", "use timestamptz"),
            Map.entry("time", "use timestamptz or bigint"),
            Map.entry("timetz", "use timestamptz or bigint"),
            Map.entry("interval", "use bigint with the unit in the name"),
            Map.entry("json", "use jsonb"),
            Map.entry("inet", "use varchar"),
            Map.entry("cidr", "use varchar"),
            Map.entry("char", "use varchar"),
            Map.entry("character", "use varchar"),
            Map.entry("money", "use numeric"),
            Map.entry("bit", "use bytea or bigint"),
            Map.entry("xml", "use varchar"),
            Map.entry("tsvector", "full text belongs to the search index"));

    private ColumnRules() {}

    /** Checks {@code name type [constraints]}. */
    static void check(List<SqlToken> definition) {
        TokenCursor cursor = new TokenCursor(definition);
        String column = cursor.name();
        checkType(cursor, column);
        checkConstraints(cursor, column);
    }

    /** Checks the type the cursor stands at and passes it. */
    static void checkType(TokenCursor cursor, String column) {
        if (cursor.accept("spanner", ".", "commit_timestamp")) {
            return;
        }
        String type = cursor.peek().isName() ? cursor.next().name() : "";
        boolean fine = TYPES.contains(type)
                || (type.equals("character") && cursor.accept("varying"))
                || (type.equals("double") && cursor.accept("precision"))
                || (type.equals("timestamp") && cursor.accept("with", "time", "zone"));
        if (!fine) {
            throw Refused.invalid(
                    "type " + type + " (column " + column + ")",
                    INSTEAD.getOrDefault(
                            type,
                            "use bigint, varchar, text, bool, bytea, float8, numeric, timestamptz, date, jsonb or an "
                                    + "array of one (an enum is a varchar with a CHECK)"));
        }
        if (cursor.peek().is("(")) {
            if (type.equals("numeric") || type.equals("decimal") || type.startsWith("timestamp")) {
                throw Refused.invalid(
                        "precision or scale of " + type + " (column " + column + ")",
                        "use plain " + type + " and a CHECK");
            }
            cursor.parenthesised();
        }
        if (cursor.accept("array")) {
            return;
        }
        while (cursor.accept("[")) {
            if (!cursor.accept("]")) {
                throw Refused.invalid("array with a size (column " + column + ")", "use [] and a CHECK");
            }
            if (cursor.peek().is("[")) {
                throw Refused.invalid("array of arrays (column " + column + ")", "use jsonb");
            }
        }
    }

    private static void checkConstraints(TokenCursor cursor, String column) {
        while (!cursor.atEnd()) {
            SqlToken token = cursor.next();
            String word = token.text().toLowerCase(Locale.ROOT);
            if (token.is("(")) {
                throw Refused.invalid("Syntax error in the definition of column " + column);
            } else if (token.is("unique")) {
                throw Refused.invalid("UNIQUE constraint (column " + column + ")", "create a unique index");
            } else if (token.is("collate")) {
                throw Refused.invalid("COLLATE (column " + column + ")", "text is ordered by its bytes");
            } else if (token.is("identity")) {
                throw Refused.invalid(
                        "identity column without a bit-reversed sequence (column " + column + ")",
                        "use a UUID made by the client");
            } else if (Set.of("default", "check", "as", "references").contains(word)) {
                skipExpression(cursor);
            }
        }
    }

    private static void skipExpression(TokenCursor cursor) {
        while (!cursor.atEnd() && !startsConstraint(cursor.peek())) {
            if (cursor.peek().is("(")) {
                cursor.parenthesised();
            } else {
                cursor.next();
            }
        }
    }

    private static boolean startsConstraint(SqlToken token) {
        return token.is("not")
                || token.is("null")
                || token.is("check")
                || token.is("unique")
                || token.is("primary")
                || token.is("references")
                || token.is("constraint")
                || token.is("generated")
                || token.is("stored")
                || token.is("collate")
                || token.is("identity");
    }
}
