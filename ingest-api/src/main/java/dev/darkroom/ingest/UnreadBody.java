package dev.darkroom.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Swallows what a client still sends after it has been refused. Closing at once would reset the connection, and most
 * clients would then report a network error instead of the problem.
 */
final class UnreadBody {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long MAX_BYTES = 256L << 20;

    private UnreadBody() {}

    /** Reads for a bounded time; a client that waits to be asked for its body has sent none. */
    static void discard(HttpServletRequest request) {
        if (request.getHeader("Expect") != null) {
            return;
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        byte[] buffer = new byte[64 << 10];
        long total = 0;
        try {
            InputStream in = request.getInputStream();
            for (int read = in.read(buffer); read >= 0 && total < MAX_BYTES; read = in.read(buffer)) {
                total += read;
                if (System.nanoTime() - deadline > 0) {
                    return;
                }
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("Client is gone", e);
        }
    }
}
