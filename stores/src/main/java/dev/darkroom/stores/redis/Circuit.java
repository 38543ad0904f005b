package dev.darkroom.stores.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Answers for Redis while it is away: after a failure, calls are skipped for a second, and only then is one tried again.
 * Logs when it breaks and when it holds again, not in between.
 */
final class Circuit {
    private static final Logger LOG = LoggerFactory.getLogger(Circuit.class);
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final AtomicBoolean broken = new AtomicBoolean();
    private final AtomicLong retryAt = new AtomicLong();
    private final LongAdder missed = new LongAdder();

    <T> T call(Supplier<T> call, T otherwise) {
        if (broken.get() && !mayTry()) {
            missed.increment();
            return otherwise;
        }
        try {
            T result = call.get();
            if (broken.compareAndSet(true, false)) {
                LOG.info("The cache answers again; {} calls went without it", missed);
            }
            return result;
        } catch (JedisException e) {
            missed.increment();
            retryAt.set(System.nanoTime() + PAUSE_NANOS);
            if (broken.compareAndSet(false, true)) {
                LOG.warn("The cache is away, going on without it: {}", e.getMessage());
            }
            return otherwise;
        }
    }

    long missed() {
        return missed.sum();
    }

    /** Lets one caller through a pause; the others wait for what he finds. */
    private boolean mayTry() {
        long due = retryAt.get();
        long now = System.nanoTime();
        return now - due >= 0 && retryAt.compareAndSet(due, now + PAUSE_NANOS);
    }
}
