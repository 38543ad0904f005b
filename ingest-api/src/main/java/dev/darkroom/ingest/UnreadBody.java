package dev.darkroom.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Swallows what a client still sends after it has been refused. Closing at once would reset the connection, and most
 * clients would then report a network error instead of the problem. Safe for threads.
 */
final class UnreadBody {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long MAX_BYTES = 256L << 20;

    /** Far fewer than a server has threads: a client that sends nothing more holds one until its connection idles out. */
    private static final int MOST_AT_ONCE = 16;

    private final Semaphore room = new Semaphore(MOST_AT_ONCE);

    /**
     * Reads for a bounded time, and for so many clients at once; the others may see a reset. A client that waits to be
     * asked for its body has sent none.
     */
    void discard(HttpServletRequest request) {
        if (request.getHeader("Expect") != null || !room.tryAcquire()) {
            return;
        }
        try {
            read(request);
        } finally {
            room.release();
        }
    }

    private static void read(HttpServletRequest request) {
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
