package dev.darkroom.local.spanner;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Refuses, in queries and DML, what PostgreSQL would do and Spanner's PostgreSQL dialect does not. */
final class StatementRules {
    private static final Set<String> ALLOWED_FIRST =
            Set.of("select", "with", "values", "insert", "update", "delete", "(", "table");
    private static final Set<String> DDL_FIRST = Set.of("create", "alter", "drop", "analyze", "grant", "revoke");
    private static final Map<String, String> STATEMENTS = Map.ofEntries(
            Map.entry("savepoint", "begin a transaction again instead of returning to a point in it"),
            Map.entry("release", "begin a transaction again instead of returning to a point in it"),
            Map.entry("rollback", "roll back through the Rollback call of the API"),
            Map.entry("commit", "commit through the Commit call of the API"),
            Map.entry("begin", "begin through the BeginTransaction call of the API"),
            Map.entry("start", "begin through the BeginTransaction call of the API"),
            Map.entry("listen", "use a message broker or a change stream"),
            Map.entry("unlisten", "use a message broker or a change stream"),
            Map.entry("notify", "use a message broker or a change stream"),
            Map.entry("lock", "write to a row that stands for the lock, in a transaction"),
            Map.entry("truncate", "use DELETE with partitioned DML"),
            Map.entry("merge", "use INSERT ... ON CONFLICT on the primary key"),
            Map.entry("copy", "use mutations or batch DML"),
            Map.entry("do", "put the logic into the application"),
            Map.entry("call", "put the logic into the application"),
            Map.entry("vacuum", "nothing is needed: storage is cleaned by itself"),
            Map.entry("set", "use the options of the connection"),
            Map.entry("declare", "results are streamed without a cursor"),
            Map.entry("prepare", "statements with parameters are cached without it"));
    private static final Map<String, String> CASTS = Map.ofEntries(
            Map.entry("timestamp", "use timestamptz"),
            Map.entry("time", "use timestamptz or a bigint"),
            Map.entry("timetz", "use timestamptz or a bigint"),
            Map.entry("json", "use jsonb"),
            Map.entry("inet", "use varchar"),
            Map.entry("cidr", "use varchar"),
            Map.entry("macaddr", "use varchar"),
            Map.entry("xml", "use varchar"),
            Map.entry("money", "use numeric"),
            Map.entry("tsvector", "full text belongs to the search index"),
            Map.entry("tsquery", "full text belongs to the search index"),
            Map.entry("point", "use two float8 columns"));

    private StatementRules() {}

    static void check(List<SqlToken> tokens) {
        if (tokens.isEmpty()) {
            throw Refused.invalid("The statement is empty");
        }
        checkFirst(tokens.get(0));
        boolean like = false;
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.is(";") && i + 1 < tokens.size()) {
                throw Refused.invalid("second statement in one call", "send one statement a call, or use batch DML");
            }
            if (token.kind() != SqlToken.Kind.WORD && !token.is(":")) {
                continue;
            }
            like |= token.is("like") || token.is("ilike");
            if (like
                    && token.is("escape")
                    && !at(tokens, i + 1).is("(")
                    && !at(tokens, i - 1).is(".")) {
                throw Refused.invalid(
                        "LIKE ... ESCAPE (like_escape is not supported)", "escape with a backslash in the pattern");
            }
            checkLocking(tokens, i);
            checkFunction(token, at(tokens, i + 1));
            checkCast(tokens, i);
            checkWritableCte(tokens, i);
        }
    }

    private static void checkFirst(SqlToken first) {
        String word = first.text().toLowerCase(Locale.ROOT);
        if (DDL_FIRST.contains(word)) {
            throw Refused.precondition("DDL (" + first.text().toUpperCase(Locale.ROOT)
                    + ") cannot run in a transaction or as a query: send it through UpdateDatabaseDdl");
        }
        if (STATEMENTS.containsKey(word)) {
            throw Refused.invalid("statement " + word.toUpperCase(Locale.ROOT), STATEMENTS.get(word));
        }
        if (!ALLOWED_FIRST.contains(word)) {
            throw Refused.invalid("statement " + first.text(), "use SELECT, WITH, VALUES, INSERT, UPDATE or DELETE");
        }
    }

    private static void checkLocking(List<SqlToken> tokens, int i) {
        if (!tokens.get(i).is("for")) {
            return;
        }
        SqlToken next = at(tokens, i + 1);
        if (next.is("share") || next.is("key") || next.is("no")) {
            throw Refused.invalid("row lock FOR " + next.text().toUpperCase(Locale.ROOT), "use FOR UPDATE");
        }
        if (next.is("update")) {
            for (int j = i + 2; j < tokens.size(); j++) {
                if (tokens.get(j).is("nowait")
                        || (tokens.get(j).is("skip") && at(tokens, j + 1).is("locked"))) {
                    throw Refused.invalid(
                            "FOR UPDATE SKIP LOCKED or NOWAIT",
                            "claim rows with a lease column and UPDATE ... WHERE lease < now() RETURNING");
                }
            }
        }
    }

    private static void checkFunction(SqlToken word, SqlToken next) {
        if (!next.is("(")) {
            return;
        }
        String function = word.name();
        if (function.startsWith("pg_advisory") || function.startsWith("pg_try_advisory")) {
            throw Refused.invalid("advisory lock (" + function + ")", "write to a row that stands for the lock");
        }
        if (function.equals("pg_notify")) {
            throw Refused.invalid("NOTIFY (pg_notify)", "use a message broker or a change stream");
        }
        if (function.equals("pg_sleep") || function.startsWith("lo_") || function.startsWith("pg_terminate")) {
            throw Refused.invalid("function " + function, "put the logic into the application");
        }
    }

    private static void checkCast(List<SqlToken> tokens, int i) {
        boolean cast = tokens.get(i).is(":") && at(tokens, i - 1).is(":");
        if (!cast) {
            return;
        }
        SqlToken type = at(tokens, i + 1);
        String name = type.isName() ? type.name() : "";
        boolean zoned = at(tokens, i + 2).is("with") && at(tokens, i + 3).is("time");
        if (CASTS.containsKey(name) && !zoned) {
            throw Refused.invalid("type " + name, CASTS.get(name));
        }
    }

    private static void checkWritableCte(List<SqlToken> tokens, int i) {
        SqlToken token = tokens.get(i);
        boolean writes = token.is("insert") || token.is("update") || token.is("delete");
        if (writes && at(tokens, i - 1).is("(") && at(tokens, i - 2).is("as")) {
            throw Refused.invalid("INSERT, UPDATE or DELETE inside WITH", "run the statements one after the other");
        }
    }

    private static SqlToken at(List<SqlToken> tokens, int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i) : new SqlToken(SqlToken.Kind.SYMBOL, "", 0, 0);
    }
}
