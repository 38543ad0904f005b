package dev.darkroom.ingest;

import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** The bytes that a client sends: within a deadline, not too slowly, and a connection that breaks is the client's problem. */
final class RequestBody {
    /** A client that trickles would hold one of few upload slots until the deadline. */
    private static final long MIN_BYTES_PER_SECOND = 1 << 10;

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final InputStream in;
    private final Duration limit;
    private final LongSupplier nanos;
    private final long deadline;
    private long bytes;

    RequestBody(InputStream in, Duration limit) {
        this(in, limit, System::nanoTime);
    }

    RequestBody(InputStream in, Duration limit, LongSupplier nanos) {
        this.in = in;
        this.nanos = nanos;
        this.limit = limit;
        this.deadline = nanos.getAsLong() + limit.toNanos();
    }

    /** Reads all there is; empty when that is more than {@code maxBytes}. */
    Optional<byte[]> readAtMost(int maxBytes) {
        byte[] buffer = new byte[maxBytes + 1];
        int length = 0;
        while (length <= maxBytes) {
            int read = read(buffer, length);
            if (read < 0) {
                return Optional.of(Arrays.copyOf(buffer, length));
            }
            length += read;
        }
        return Optional.empty();
    }

    /** Reads some bytes; -1 at the end. */
    int read(byte[] buffer) {
        return read(buffer, 0);
    }

    private int read(byte[] buffer, int offset) {
        Duration taken = limit.plusNanos(nanos.getAsLong() - deadline);
        if (taken.compareTo(GRACE) > 0 && bytes < taken.toSeconds() * MIN_BYTES_PER_SECOND) {
            throw ProblemException.of(
                    ErrorCode.REQUEST_TIMEOUT,
                    "The body arrives too slowly: " + bytes + " bytes in " + taken.toSeconds() + " s, at least "
                            + MIN_BYTES_PER_SECOND + " a second are asked for; send it again over a faster connection");
        }
        if (nanos.getAsLong() - deadline > 0) {
            throw ProblemException.of(
                    ErrorCode.REQUEST_TIMEOUT, "The body did not arrive within " + limit.toSeconds() + " s");
        }
        try {
            int read = in.read(buffer, offset, buffer.length - offset);
            bytes += Math.max(0, read);
            return read;
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw ProblemException.of(ErrorCode.REQUEST_TIMEOUT, "The body stopped arriving", e);
            }
            throw ProblemException.of(
                    ErrorCode.INCOMPLETE_BODY, "The connection ended before the body did; send it again", e);
        }
    }
}
