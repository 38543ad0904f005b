package dev.darkroom.serving;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.port.TransformRegistry;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.TransformVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recipe whose renditions are shown, as the registry says. An answer is good for a second; for three more it is used
 * while the registry is asked again, on a thread of its own, and after that it is waited for, briefly. What was true last
 * stays true while the registry is away, because then nobody can flip either. Safe for threads.
 */
final class LiveRecipe {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRecipe.class);
    private static final String RENDITIONS = "renditions";
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration USABLE = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofMillis(200);

    /** The first answer needs a connection. */
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(5);

    private final TransformRegistry registry;
    private final LongSupplier nanos;
    private CompletableFuture<Void> question = CompletableFuture.completedFuture(null);
    private volatile Optional<Reading> last = Optional.empty();

    LiveRecipe(TransformRegistry registry, LongSupplier nanos) {
        this.registry = registry;
        this.nanos = nanos;
    }

    /** The recipe at this moment; empty when none was ever known. To be asked once for all of one answer. */
    Optional<TransformId> current() {
        Optional<Duration> age = last.map(reading -> Duration.ofNanos(nanos.getAsLong() - reading.at()));
        if (age.isEmpty()) {
            await(ask(), FIRST_PATIENCE);
        } else if (age.get().compareTo(FRESH) > 0) {
            await(ask(), age.get().compareTo(USABLE) > 0 ? PATIENCE : Duration.ZERO);
        }
        return known();
    }

    private synchronized CompletableFuture<Void> ask() {
        if (question.isDone()) {
            question = CompletableFuture.runAsync(() -> learn(read()), LiveRecipe::start);
        }
        return question;
    }

    /** Whoever has waited in vain spares the next ones the wait. */
    private void await(CompletableFuture<Void> answer, Duration patience) {
        if (patience.isZero()) {
            return;
        }
        try {
            answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("Renditions are shown as before, because the registry does not answer");
            learn(known());
        } catch (ExecutionException e) {
            LOG.error("Renditions are shown as before, because the registry cannot be read", e.getCause());
            learn(known());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<TransformId> read() {
        try {
            return registry.all().stream()
                    .filter(version -> version.id().name().equals(RENDITIONS) && version.state() == TransformState.LIVE)
                    .map(TransformVersion::id)
                    .findFirst();
        } catch (UnavailableException e) {
            LOG.warn("Renditions are shown as before, because the registry is away: {}", e.getMessage());
            return known();
        }
    }

    private Optional<TransformId> known() {
        return last.flatMap(Reading::recipe);
    }

    private void learn(Optional<TransformId> recipe) {
        last = Optional.of(new Reading(recipe, nanos.getAsLong()));
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "live-recipe");
        thread.setDaemon(true);
        thread.start();
    }

    private record Reading(Optional<TransformId> recipe, long at) {}
}
