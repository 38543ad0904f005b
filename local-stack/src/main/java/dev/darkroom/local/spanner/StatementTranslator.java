package dev.darkroom.local.spanner;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns a statement of Spanner's PostgreSQL dialect into one for JDBC, once: the outcome is remembered by text. */
final class StatementTranslator {
    private static final int MAX_REMEMBERED = 512;
    private static final int MAX_REMEMBERED_LENGTH = 16_384;

    private final TableCatalog catalog;
    private final Map<String, Translated> remembered = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Translated> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    StatementTranslator(TableCatalog catalog) {
        this.catalog = catalog;
    }

    /** Checks and translates; the refusals are those of {@link StatementRules} and {@link UpsertRule}. */
    Translated translate(String sql) throws SQLException {
        synchronized (remembered) {
            Translated known = remembered.get(sql);
            if (known != null) {
                return known;
            }
        }
        Translated fresh = translateAfresh(sql);
        if (sql.length() <= MAX_REMEMBERED_LENGTH) {
            synchronized (remembered) {
                remembered.put(sql, fresh);
            }
        }
        return fresh;
    }

    /** To be called after DDL: primary keys may have changed. */
    void forget() {
        synchronized (remembered) {
            remembered.clear();
        }
    }

    private Translated translateAfresh(String sql) throws SQLException {
        List<SqlToken> tokens = SqlTokenizer.tokenize(sql);
        StatementRules.check(tokens);
        List<SqlToken> verb = verb(tokens);
        boolean insert = !verb.isEmpty() && verb.get(0).is("insert");
        boolean update = !verb.isEmpty() && verb.get(0).is("update");
        boolean delete = !verb.isEmpty() && verb.get(0).is("delete");
        int perRow = insert ? UpsertRule.check(verb, catalog) : update ? assignments(verb) : 1;
        List<Integer> parameters = new ArrayList<>();
        String jdbc = rewrite(sql, tokens, parameters);
        boolean commitTimestamp = tokens.stream().anyMatch(t -> t.is("pending_commit_timestamp"));
        Translated.Kind kind = insert || update || delete ? Translated.Kind.DML : Translated.Kind.QUERY;
        return new Translated(jdbc, parameters, kind, perRow, commitTimestamp);
    }

    /** The statement behind its WITH clause, if it has one. */
    private static List<SqlToken> verb(List<SqlToken> tokens) {
        if (!tokens.get(0).is("with")) {
            return tokens;
        }
        int depth = 0;
        for (int i = 1; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            boolean writes = token.is("insert") || token.is("update") || token.is("delete");
            if (depth == 0 && (writes || token.is("select"))) {
                return tokens.subList(i, tokens.size());
            }
        }
        return List.of();
    }

    private static int assignments(List<SqlToken> update) {
        TokenCursor cursor = new TokenCursor(update);
        while (!cursor.atEnd() && !cursor.accept("set")) {
            cursor.next();
        }
        int count = 1;
        for (int depth = 0; !cursor.atEnd() && !(depth == 0 && cursor.peek().is("where")); ) {
            SqlToken token = cursor.next();
            depth += token.is("(") || token.is("[") ? 1 : token.is(")") || token.is("]") ? -1 : 0;
            count += depth == 0 && token.is(",") ? 1 : 0;
        }
        return count;
    }

    private static String rewrite(String sql, List<SqlToken> tokens, List<Integer> parameters) {
        StringBuilder out = new StringBuilder(sql.length() + 16);
        int copied = 0;
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            String replacement;
            if (token.kind() == SqlToken.Kind.PARAMETER) {
                parameters.add(parameterNumber(token));
                replacement = "?";
            } else if (token.is("?")) {
                replacement = "??"; // The operator of jsonb, which JDBC would take for a parameter.
            } else if (token.is(";")) {
                replacement = "";
            } else if (token.is("columns") && i >= 2 && tokens.get(i - 1).is(".") && schema(tokens.get(i - 2))) {
                // Spanner's view has a column that PostgreSQL's has not.
                replacement = "is_columns";
            } else if (schema(token)
                    && i + 2 < tokens.size()
                    && tokens.get(i + 2).is("columns")) {
                replacement = "spanner";
            } else {
                continue;
            }
            out.append(sql, copied, token.start()).append(replacement);
            copied = token.end();
        }
        return out.append(sql, copied, sql.length()).toString();
    }

    private static boolean schema(SqlToken token) {
        return token.is("information_schema");
    }

    private static int parameterNumber(SqlToken token) {
        if (token.text().length() > 5) {
            throw Refused.invalid("There is no parameter $" + token.text());
        }
        return Integer.parseInt(token.text());
    }
}
