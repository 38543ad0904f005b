package dev.darkroom.local.spanner;

import java.util.List;

/**
 * A statement that passed the rules, ready for PostgreSQL.
 *
 * @param sql text with {@code ?} for parameters
 * @param parameters the number of the Spanner parameter behind each {@code ?}, in order
 * @param kind what it does
 * @param mutationsPerRow what each row it writes counts towards the limit of a commit
 * @param usesCommitTimestamp whether it stores the commit timestamp
 */
record Translated(String sql, List<Integer> parameters, Kind kind, int mutationsPerRow, boolean usesCommitTimestamp) {
    enum Kind {
        QUERY,
        DML
    }

    Translated {
        parameters = List.copyOf(parameters);
    }

    boolean isDml() {
        return kind == Kind.DML;
    }
}
