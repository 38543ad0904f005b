package dev.darkroom.stores;

import dev.darkroom.core.error.UnavailableException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls again while a store is still starting, until a deadline that all calls share. */
final class Retry {
    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final long deadline;

    Retry(Duration patience) {
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /** The result of {@code call}, which may run several times. */
    <T> T call(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (UnavailableException e) {
                if (System.nanoTime() + PAUSE.toNanos() >= deadline) {
                    throw e;
                }
                LOG.info("Not yet: {}", e.getMessage());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Interrupted while waiting for a store", e);
        }
    }
}
