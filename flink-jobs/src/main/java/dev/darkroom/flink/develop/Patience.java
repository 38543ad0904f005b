package dev.darkroom.flink.develop;

import dev.darkroom.core.error.UnavailableException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a store again when it is unavailable, a bounded number of times, each pause up to twice as long as the one
 * before and drawn at random, so that many callers do not come back together.
 *
 * @param attempts calls in all, at least 1
 * @param firstPause upper bound of the first pause
 * @param longestPause upper bound of every pause
 */
record Patience(int attempts, Duration firstPause, Duration longestPause) {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    Patience {
        if (attempts < 1 || firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("Patience must have at least 1 attempt and 0 <= first <= longest pause: "
                    + attempts + ", " + firstPause + ", " + longestPause);
        }
    }

    /** Rides out the restart of a store that takes a few seconds; each call retries briefly by itself, too. */
    static Patience ofSomeSeconds() {
        return new Patience(5, Duration.ofMillis(250), Duration.ofSeconds(4));
    }

    /**
     * The result of {@code call}.
     *
     * @throws UnavailableException when the last attempt failed, too, or the thread was interrupted while waiting
     */
    <T> T call(Supplier<T> call) {
        Duration bound = firstPause;
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (UnavailableException e) {
                if (attempt >= attempts) {
                    throw e;
                }
                LOG.warn("Attempt {} of {} failed, trying again: {}", attempt, attempts, e.getMessage());
                pause(bound, e);
                bound = bound.multipliedBy(2).compareTo(longestPause) < 0 ? bound.multipliedBy(2) : longestPause;
            }
        }
    }

    private static void pause(Duration bound, UnavailableException cause) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(bound.toMillis() + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }
}
