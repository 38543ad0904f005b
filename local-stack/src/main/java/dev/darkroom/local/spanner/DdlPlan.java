package dev.darkroom.local.spanner;

import java.util.List;
import java.util.Optional;

/**
 * What one DDL statement means.
 *
 * @param statements what PostgreSQL has to run; none for what exists in Spanner only
 * @param action how the record of the database's DDL changes
 * @param kind table, index, view, schema or change stream
 * @param name the object
 * @param conditional IF EXISTS or IF NOT EXISTS: nothing may have to be done
 * @param ttl how rows of the table expire, when the statement says so
 */
record DdlPlan(
        List<String> statements, Action action, Kind kind, String name, boolean conditional, Optional<TtlClause> ttl) {
    enum Action {
        CREATE,
        ALTER,
        DROP,
        /** Leaves no record. */
        MAINTAIN
    }

    enum Kind {
        TABLE,
        INDEX,
        VIEW,
        SCHEMA,
        CHANGE_STREAM
    }

    DdlPlan {
        statements = List.copyOf(statements);
    }

    /**
     * {@code TTL INTERVAL '30 days' ON created_at}, or its removal.
     *
     * @param lifetime empty to remove it
     */
    record TtlClause(String column, Optional<String> lifetime) {}

    static DdlPlan of(Action action, Kind kind, String name, boolean conditional, String... statements) {
        return new DdlPlan(List.of(statements), action, kind, name, conditional, Optional.empty());
    }
}
