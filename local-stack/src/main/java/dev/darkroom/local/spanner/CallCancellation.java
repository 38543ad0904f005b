package dev.darkroom.local.spanner;

import io.grpc.Context;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops the statement in PostgreSQL when the client gave up its call or the call's deadline passed. */
final class CallCancellation {
    private static final Logger LOG = LoggerFactory.getLogger(CallCancellation.class);

    private final Executor background;

    /** {@code background} runs the cancelling, which speaks to PostgreSQL and must not hold up the network thread. */
    CallCancellation(Executor background) {
        this.background = background;
    }

    /** Something that a statement does. */
    @FunctionalInterface
    interface Execution<T> {
        T run() throws SQLException;
    }

    <T> T guard(Statement statement, Execution<T> execution) throws SQLException {
        Context call = Context.current();
        Context.CancellationListener listener = context -> {
            if (context.cancellationCause() != null) {
                cancel(statement);
            }
        };
        call.addListener(listener, background);
        try {
            return execution.run();
        } finally {
            call.removeListener(listener);
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            LOG.debug("A statement could not be cancelled; it ends by itself", e);
        }
    }
}
