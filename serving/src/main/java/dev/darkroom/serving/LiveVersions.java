package dev.darkroom.serving;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.port.TransformRegistry;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.TransformVersion;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which version of each transform answers are made of, as the registry says. What it says is good for a second; for
 * three more it is used while the registry is asked again, on a thread of its own, and after that it is waited for,
 * briefly. What was true last stays true while the registry is away, because then nobody can flip either. Safe for
 * threads.
 */
final class LiveVersions {
    private static final Logger LOG = LoggerFactory.getLogger(LiveVersions.class);
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration USABLE = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofMillis(200);

    /** The first answer needs a connection. */
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(5);

    private final TransformRegistry registry;
    private final LongSupplier nanos;
    private CompletableFuture<Void> question = CompletableFuture.completedFuture(null);
    private volatile Optional<Reading> last = Optional.empty();

    LiveVersions(TransformRegistry registry, LongSupplier nanos) {
        this.registry = registry;
        this.nanos = nanos;
    }

    /** The version of {@code name} at this moment; empty when none is known. To be asked once for all of one answer. */
    Optional<TransformId> of(String name) {
        Optional<Duration> age = last.map(reading -> Duration.ofNanos(nanos.getAsLong() - reading.at()));
        if (age.isEmpty()) {
            await(ask(), FIRST_PATIENCE);
        } else if (age.get().compareTo(FRESH) > 0) {
            await(ask(), age.get().compareTo(USABLE) > 0 ? PATIENCE : Duration.ZERO);
        }
        return Optional.ofNullable(known().get(name));
    }

    private synchronized CompletableFuture<Void> ask() {
        if (question.isDone()) {
            question = CompletableFuture.runAsync(() -> learn(read()), LiveVersions::start);
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
            LOG.warn("Answers are made of the versions of before, because the registry does not answer");
            learn(known());
        } catch (ExecutionException e) {
            LOG.error("Answers are made of the versions of before, because the registry cannot be read", e.getCause());
            learn(known());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, TransformId> read() {
        try {
            return registry.all().stream()
                    .filter(version -> version.state() == TransformState.LIVE)
                    .map(TransformVersion::id)
                    .collect(Collectors.toMap(TransformId::name, Function.identity()));
        } catch (UnavailableException e) {
            LOG.warn("Answers are made of the versions of before, because the registry is away: {}", e.getMessage());
            return known();
        }
    }

    private Map<String, TransformId> known() {
        return last.map(Reading::versions).orElse(Map.of());
    }

    private void learn(Map<String, TransformId> versions) {
        last = Optional.of(new Reading(versions, nanos.getAsLong()));
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "live-versions");
        thread.setDaemon(true);
        thread.start();
    }

    /** Versions by the name of their transform. */
    private record Reading(Map<String, TransformId> versions, long at) {}
}
