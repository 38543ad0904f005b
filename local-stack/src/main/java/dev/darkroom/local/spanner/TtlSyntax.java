package dev.darkroom.local.spanner;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code TTL INTERVAL '30 days' ON created_at}. */
final class TtlSyntax {
    private static final Pattern LIFETIME = Pattern.compile(
            "'\\s*\\d+\\s+(day|days|week|weeks|month|months|year|years)\\s*'", Pattern.CASE_INSENSITIVE);

    private TtlSyntax() {}

    /** Reads the clause behind the word TTL. */
    static DdlPlan.TtlClause read(TokenCursor cursor) {
        cursor.expect("interval");
        String lifetime = cursor.next().text();
        if (!LIFETIME.matcher(lifetime).matches()) {
            throw Refused.invalid("TTL of " + lifetime, "write whole days: TTL INTERVAL '30 days' ON column");
        }
        cursor.expect("on");
        return new DdlPlan.TtlClause(
                cursor.name(),
                Optional.of(lifetime.substring(1, lifetime.length() - 1).strip()));
    }
}
