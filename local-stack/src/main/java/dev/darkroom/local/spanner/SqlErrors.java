package dev.darkroom.local.spanner;

import com.google.protobuf.Duration;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where PostgreSQL's errors become Spanner's. */
final class SqlErrors {
    private static final Logger LOG = LoggerFactory.getLogger(SqlErrors.class);
    private static final Metadata.Key<RetryInfo> RETRY_INFO = ProtoUtils.keyForProto(RetryInfo.getDefaultInstance());
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03", "25P02");
    private static final int MIN_RETRY_MILLIS = 5;
    private static final int MAX_RETRY_MILLIS = 25;

    private SqlErrors() {}

    static StatusRuntimeException toStatus(Exception e) {
        if (e instanceof StatusRuntimeException known) {
            return known;
        }
        if (e instanceof SQLException sql) {
            return fromSql(sql);
        }
        LOG.error("Unexpected failure of the gateway", e);
        return Status.INTERNAL
                .withDescription("Unexpected failure of the local Spanner gateway, see its log: " + e)
                .withCause(e)
                .asRuntimeException();
    }

    /** ABORTED, which tells the client to run its transaction again after a short, random wait. */
    static StatusRuntimeException aborted(String why) {
        int millis = ThreadLocalRandom.current().nextInt(MIN_RETRY_MILLIS, MAX_RETRY_MILLIS);
        Metadata trailers = new Metadata();
        trailers.put(
                RETRY_INFO,
                RetryInfo.newBuilder()
                        .setRetryDelay(Duration.newBuilder().setNanos(millis * 1_000_000))
                        .build());
        return Status.ABORTED.withDescription(why).asRuntimeException(trailers);
    }

    static boolean isAborted(Exception e) {
        return e instanceof StatusRuntimeException s && s.getStatus().getCode() == Status.Code.ABORTED;
    }

    /** Whether PostgreSQL itself went away. */
    static boolean isConnectionLost(SQLException e) {
        String state = state(e);
        return state.startsWith("08") || state.startsWith("57P");
    }

    private static StatusRuntimeException fromSql(SQLException e) {
        String state = state(e);
        String message = String.valueOf(e.getMessage());
        if (isConnectionLost(e)) {
            return Status.UNAVAILABLE
                    .withDescription("PostgreSQL is not there: " + message)
                    .asRuntimeException();
        }
        if (CONFLICTS.contains(state)) {
            return aborted("The transaction conflicts with another one: " + message);
        }
        Status status = switch (state) {
            case "23505" -> Status.ALREADY_EXISTS;
            case "42P01", "3F000" -> Status.NOT_FOUND;
            case "42P07", "42701", "42710", "42P06", "25006", "2BP01" -> Status.FAILED_PRECONDITION;
            case "57014" -> Status.CANCELLED;
            case "0A000" -> Status.UNIMPLEMENTED;
            default -> byClass(state);
        };
        return status.withDescription(message).asRuntimeException();
    }

    private static Status byClass(String state) {
        String group = state.length() < 2 ? "" : state.substring(0, 2);
        return switch (group) {
            case "22" -> Status.OUT_OF_RANGE;
            case "23" -> Status.FAILED_PRECONDITION;
            case "42" -> Status.INVALID_ARGUMENT;
            case "53", "54" -> Status.RESOURCE_EXHAUSTED;
            default -> Status.INTERNAL;
        };
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }
}
