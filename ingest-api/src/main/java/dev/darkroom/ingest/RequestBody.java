package dev.darkroom.ingest;

import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** The bytes that a client sends: within a deadline, and a connection that breaks is the client's problem. */
final class RequestBody {
    private final InputStream in;
    private final Duration limit;
    private final long deadline;

    RequestBody(InputStream in, Duration limit) {
        this.in = in;
        this.limit = limit;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /** Reads some bytes; -1 at the end. */
    int read(byte[] buffer) {
        if (System.nanoTime() - deadline > 0) {
            throw ProblemException.of(
                    ErrorCode.REQUEST_TIMEOUT, "The body did not arrive within " + limit.toSeconds() + " s");
        }
        try {
            return in.read(buffer);
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw ProblemException.of(ErrorCode.REQUEST_TIMEOUT, "The body stopped arriving", e);
            }
            throw ProblemException.of(
                    ErrorCode.INCOMPLETE_BODY, "The connection ended before the body did; send it again", e);
        }
    }
}
