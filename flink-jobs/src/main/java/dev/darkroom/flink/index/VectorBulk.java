package dev.darkroom.flink.index;

import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.event.PhotoDerived;
import dev.darkroom.core.photo.FeatureVector;
import dev.darkroom.core.port.FeatureIndex;
import dev.darkroom.core.port.IndexChange.Remove;
import dev.darkroom.core.port.IndexOutcome;
import dev.darkroom.core.port.TransformRegistry;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Brings the vectors of a batch of events to their spaces, and takes those of deleted photos out of all of them. A space
 * that is missing is opened, unless its version is retired: then nobody looks for its vectors. Safe for threads.
 */
final class VectorBulk {
    private final FeatureIndex index;
    private final TransformRegistry registry;

    VectorBulk(FeatureIndex index, TransformRegistry registry) {
        this.index = index;
        this.registry = registry;
    }

    /**
     * Applies what {@code events} mean; never fails as a whole.
     *
     * @return the gravest outcome of each event, in their order; applied when it means nothing
     */
    CompletableFuture<List<IndexOutcome>> apply(List<Event> events) {
        List<IndexOutcome> gravest = Collections.synchronizedList(
                new ArrayList<>(Collections.nCopies(events.size(), new IndexOutcome.Applied())));
        List<CompletableFuture<Void>> requests = new ArrayList<>();
        Map<TransformId, List<Placed<FeatureVector>>> puts = new TreeMap<>();
        List<Placed<Remove>> removals = new ArrayList<>();
        for (int place = 0; place < events.size(); place++) {
            int at = place;
            if (events.get(place) instanceof PhotoDerived derived) {
                derived.vectors()
                        .forEach((version, vector) -> puts.computeIfAbsent(version, first -> new ArrayList<>())
                                .add(new Placed<>(
                                        at,
                                        new FeatureVector(
                                                derived.owner(), derived.photo(), derived.version(), vector))));
            } else if (events.get(place) instanceof PhotoChanged changed
                    && changed.snapshot().isEmpty()) {
                removals.add(new Placed<>(at, new Remove(changed.owner(), changed.photo(), changed.version())));
            }
        }
        puts.forEach((version, vectors) -> requests.add(settle(vectors, gravest, some -> put(version, some))));
        if (!removals.isEmpty()) {
            requests.add(settle(removals, gravest, index::remove));
        }
        return CompletableFuture.allOf(requests.toArray(CompletableFuture[]::new))
                .thenApply(done -> gravest);
    }

    private static <T> CompletableFuture<Void> settle(
            List<Placed<T>> changes,
            List<IndexOutcome> gravest,
            Function<List<T>, CompletableFuture<List<IndexOutcome>>> request) {
        return request.apply(changes.stream().map(Placed::change).toList()).thenAccept(outcomes -> {
            for (int i = 0; i < outcomes.size(); i++) {
                IndexOutcome outcome = outcomes.get(i);
                boolean retry = gravest.get(changes.get(i).place) instanceof IndexOutcome.Retry;
                if (outcome instanceof IndexOutcome.Retry || (outcome instanceof IndexOutcome.Refused && !retry)) {
                    gravest.set(changes.get(i).place, outcome);
                }
            }
        });
    }

    private CompletableFuture<List<IndexOutcome>> put(TransformId version, List<FeatureVector> vectors) {
        return index.put(version, vectors).thenCompose(outcomes -> {
            boolean refused = outcomes.stream().anyMatch(IndexOutcome.Refused.class::isInstance);
            return refused
                    // Waits for stores, which the threads of the index's client must not.
                    ? CompletableFuture.supplyAsync(() -> again(version, vectors, outcomes))
                    : CompletableFuture.completedFuture(outcomes);
        });
    }

    private List<IndexOutcome> again(TransformId version, List<FeatureVector> vectors, List<IndexOutcome> refused) {
        try {
            if (index.opened().contains(version)) {
                return refused;
            }
            if (!isWanted(version)) {
                return Collections.nCopies(vectors.size(), new IndexOutcome.Stale());
            }
            index.open(version, vectors.get(0).vector().size());
            return index.put(version, vectors).join();
        } catch (RuntimeException e) {
            return Collections.nCopies(
                    vectors.size(), new IndexOutcome.Retry("The space of " + version + " cannot be opened: " + e));
        }
    }

    private boolean isWanted(TransformId version) {
        return registry.all().stream()
                .anyMatch(known -> known.id().equals(version) && known.state() != TransformState.RETIRED);
    }

    /** A change, and which event it is of. */
    private record Placed<T>(int place, T change) {}
}
