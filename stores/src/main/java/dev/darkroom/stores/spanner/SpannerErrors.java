package dev.darkroom.stores.spanner;

import com.google.rpc.Code;
import dev.darkroom.core.error.UnavailableException;
import java.sql.SQLException;
import java.util.Set;

/** What the driver's errors mean. Its SQLState is always empty; the vendor code is the gRPC status. */
final class SpannerErrors {
    /** Not the fault of the statement: the store, the way to it, or its set-up. */
    private static final Set<Integer> AWAY = Set.of(
            Code.CANCELLED_VALUE,
            Code.UNKNOWN_VALUE,
            Code.DEADLINE_EXCEEDED_VALUE,
            Code.NOT_FOUND_VALUE,
            Code.PERMISSION_DENIED_VALUE,
            Code.RESOURCE_EXHAUSTED_VALUE,
            Code.ABORTED_VALUE,
            Code.INTERNAL_VALUE,
            Code.UNAVAILABLE_VALUE,
            Code.UNAUTHENTICATED_VALUE);

    private SpannerErrors() {}

    /** Whether the transaction lost against another and should simply run again. */
    static boolean isAborted(SQLException e) {
        return e.getErrorCode() == Code.ABORTED_VALUE;
    }

    static RuntimeException translate(String what, SQLException e) {
        String reason = Code.forNumber(e.getErrorCode()) + " " + e.getMessage();
        if (AWAY.contains(e.getErrorCode())) {
            return new UnavailableException(
                    "Spanner could not " + what + ": " + reason
                            + "; check that it answers at the JDBC URL and was provisioned",
                    e);
        }
        return new IllegalStateException("Spanner refused to " + what + ": " + reason, e);
    }
}
