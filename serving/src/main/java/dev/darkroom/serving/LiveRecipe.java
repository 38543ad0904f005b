package dev.darkroom.serving;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.port.TransformRegistry;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recipe whose renditions are shown, as the registry says; asked again when the answer is a second old, by one
 * request, while the others go on with it for three seconds more. What was true last stays true while the registry is
 * away, because then nobody can flip either. Safe for threads.
 */
final class LiveRecipe {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRecipe.class);
    private static final String RENDITIONS = "renditions";
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long USABLE_NANOS = Duration.ofSeconds(4).toNanos();
    private static final long PATIENCE_MILLIS = 200;

    private final TransformRegistry registry;
    private final LongSupplier nanos;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Reading last;

    LiveRecipe(TransformRegistry registry, LongSupplier nanos) {
        this.registry = registry;
        this.nanos = nanos;
        this.last = new Reading(Optional.empty(), nanos.getAsLong() - USABLE_NANOS - 1);
    }

    /** The recipe at this moment; empty when none was ever known. To be asked once for all of one answer. */
    Optional<TransformId> current() {
        long age = nanos.getAsLong() - last.at();
        if (age > FRESH_NANOS && locked(age > USABLE_NANOS ? PATIENCE_MILLIS : 0)) {
            try {
                if (nanos.getAsLong() - last.at() > FRESH_NANOS) {
                    last = new Reading(read(), nanos.getAsLong());
                }
            } finally {
                asking.unlock();
            }
        }
        return last.recipe();
    }

    private boolean locked(long patienceMillis) {
        try {
            return asking.tryLock(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<TransformId> read() {
        try {
            return registry.all().stream()
                    .filter(version -> version.id().name().equals(RENDITIONS) && version.state() == TransformState.LIVE)
                    .map(version -> version.id())
                    .findFirst();
        } catch (UnavailableException e) {
            LOG.warn("Renditions are shown as before, because the registry is away: {}", e.getMessage());
            return last.recipe();
        }
    }

    private record Reading(Optional<TransformId> recipe, long at) {}
}
