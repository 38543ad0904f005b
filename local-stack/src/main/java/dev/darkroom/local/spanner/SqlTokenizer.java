package dev.darkroom.local.spanner;

import java.util.ArrayList;
import java.util.List;

/** Cuts PostgreSQL text into tokens, so that nothing inside strings, quoted names or comments is ever taken for SQL. */
final class SqlTokenizer {
    private final String sql;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int at;

    private SqlTokenizer(String sql) {
        this.sql = sql;
    }

    /** The tokens of {@code sql}; refuses text that ends inside a string, a name or a comment. */
    static List<SqlToken> tokenize(String sql) {
        return new SqlTokenizer(sql).run();
    }

    private List<SqlToken> run() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (sql.startsWith("--", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end + 1;
            } else if (sql.startsWith("/*", at)) {
                skipComment();
            } else {
                token(c);
            }
        }
        return List.copyOf(tokens);
    }

    private void token(char c) {
        int start = at;
        if (c == '\'') {
            string(start, false);
        } else if (c == '"') {
            quotedName(start);
        } else if (c == '$') {
            dollar(start);
        } else if (isNameStart(c)) {
            while (at < sql.length()
                    && (isNameStart(sql.charAt(at)) || isDigit(sql.charAt(at)) || sql.charAt(at) == '$')) {
                at++;
            }
            boolean prefixOfString = at < sql.length() && sql.charAt(at) == '\'' && at == start + 1;
            if (prefixOfString && "eEbBxXnN".indexOf(c) >= 0) {
                string(start, c == 'e' || c == 'E');
            } else {
                add(SqlToken.Kind.WORD, sql.substring(start, at), start);
            }
        } else if (isDigit(c) || (c == '.' && at + 1 < sql.length() && isDigit(sql.charAt(at + 1)))) {
            number(start);
        } else {
            at++;
            add(SqlToken.Kind.SYMBOL, sql.substring(start, at), start);
        }
    }

    private void string(int start, boolean backslashEscapes) {
        at++; // The opening quote; a prefix letter is already behind us.
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\\' && backslashEscapes) {
                at += 2;
            } else if (c == '\'' && sql.startsWith("''", at)) {
                at += 2;
            } else if (c == '\'') {
                at++;
                add(SqlToken.Kind.STRING, sql.substring(start, at), start);
                return;
            } else {
                at++;
            }
        }
        throw unfinished("string", start);
    }

    private void quotedName(int start) {
        StringBuilder name = new StringBuilder();
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '"' && sql.startsWith("\"\"", at)) {
                name.append('"');
                at += 2;
            } else if (c == '"') {
                at++;
                add(SqlToken.Kind.QUOTED, name.toString(), start);
                return;
            } else {
                name.append(c);
                at++;
            }
        }
        throw unfinished("quoted name", start);
    }

    private void dollar(int start) {
        int end = start + 1;
        while (end < sql.length() && isDigit(sql.charAt(end))) {
            end++;
        }
        if (end > start + 1) {
            at = end;
            add(SqlToken.Kind.PARAMETER, sql.substring(start + 1, end), start);
            return;
        }
        while (end < sql.length() && (isNameStart(sql.charAt(end)) || isDigit(sql.charAt(end)))) {
            end++;
        }
        if (end < sql.length() && sql.charAt(end) == '$') {
            String tag = sql.substring(start, end + 1);
            int close = sql.indexOf(tag, end + 1);
            if (close < 0) {
                throw unfinished("string " + tag, start);
            }
            at = close + tag.length();
            add(SqlToken.Kind.STRING, sql.substring(start, at), start);
        } else {
            at = start + 1;
            add(SqlToken.Kind.SYMBOL, "$", start);
        }
    }

    private void number(int start) {
        while (at < sql.length() && (isDigit(sql.charAt(at)) || sql.charAt(at) == '.' || isNameStart(sql.charAt(at)))) {
            boolean exponent = sql.charAt(at) == 'e' || sql.charAt(at) == 'E';
            at++;
            if (exponent && at < sql.length() && (sql.charAt(at) == '-' || sql.charAt(at) == '+')) {
                at++;
            }
        }
        add(SqlToken.Kind.NUMBER, sql.substring(start, at), start);
    }

    /** PostgreSQL's block comments nest. */
    private void skipComment() {
        int start = at;
        int depth = 0;
        while (at < sql.length()) {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
                if (depth == 0) {
                    return;
                }
            } else {
                at++;
            }
        }
        throw unfinished("comment", start);
    }

    private void add(SqlToken.Kind kind, String text, int start) {
        tokens.add(new SqlToken(kind, text, start, at));
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c > 127;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static RuntimeException unfinished(String what, int start) {
        return Refused.invalid("Syntax error: the " + what + " that begins at position " + start + " does not end");
    }
}
