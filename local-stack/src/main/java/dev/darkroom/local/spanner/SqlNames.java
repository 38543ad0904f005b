package dev.darkroom.local.spanner;

import java.util.List;
import java.util.stream.Collectors;

/** Writes names into SQL text so that PostgreSQL reads them as names, whatever they contain. */
final class SqlNames {
    private SqlNames() {}

    /** A name in double quotes. */
    static String quote(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** A table, which may carry its schema: {@code schema.table}. */
    static String quoteTable(String table) {
        int dot = table.indexOf('.');
        return dot < 0
                ? quote("public") + "." + quote(table)
                : quote(table.substring(0, dot)) + "." + quote(table.substring(dot + 1));
    }

    /** Quoted names, with commas between. */
    static String list(List<String> names) {
        return names.stream().map(SqlNames::quote).collect(Collectors.joining(","));
    }

    /** A string literal. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
