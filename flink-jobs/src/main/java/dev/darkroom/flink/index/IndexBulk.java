package dev.darkroom.flink.index;

import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.UndecodableEventException;
import dev.darkroom.core.port.IndexChange;
import dev.darkroom.core.port.IndexOutcome;
import dev.darkroom.core.port.PhotoIndex;
import dev.darkroom.flink.stream.OutRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies a batch of entries to the index in one request, and their vectors beside it. What the index will never take, and
 * what is no event at all, is set aside; what it could not take now is handed back. Stateless beside its parts, and safe for
 * threads.
 */
final class IndexBulk {
    private static final Logger LOG = LoggerFactory.getLogger(IndexBulk.class);

    private final PhotoIndex index;
    private final VectorBulk vectors;
    private final Function<OutRecord, CompletableFuture<Void>> deadLetters;
    private final IndexObserver observer;
    private final Clock clock;

    IndexBulk(
            PhotoIndex index,
            VectorBulk vectors,
            Function<OutRecord, CompletableFuture<Void>> deadLetters,
            IndexObserver observer,
            Clock clock) {
        this.index = index;
        this.vectors = vectors;
        this.deadLetters = deadLetters;
        this.observer = observer;
        this.clock = clock;
    }

    /**
     * Applies {@code entries}.
     *
     * @return those to try again; fails when a record could not be set aside durably
     */
    CompletableFuture<List<IndexEntry>> apply(List<IndexEntry> entries) {
        List<CompletableFuture<Void>> setAside = new ArrayList<>();
        List<Waiting> waiting = new ArrayList<>();
        for (IndexEntry entry : entries) {
            try {
                Event event = entry.event();
                Changes.of(event).ifPresent(change -> waiting.add(new Waiting(entry, event, change)));
            } catch (UndecodableEventException | IllegalArgumentException e) {
                setAside.add(setAside(entry, "undecodable: " + e.getMessage()));
            }
        }
        return request(waiting).thenCompose(outcomes -> settle(waiting, outcomes, setAside));
    }

    private CompletableFuture<List<IndexOutcome>> request(List<Waiting> waiting) {
        if (waiting.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        long started = System.nanoTime();
        return index.apply(waiting.stream().map(Waiting::change).toList())
                .thenCombine(vectors.apply(waiting.stream().map(Waiting::event).toList()), IndexBulk::gravest)
                .whenComplete((outcomes, error) -> observer.took(Duration.ofNanos(System.nanoTime() - started)));
    }

    /** An event is done when its document and its vectors are. */
    private static List<IndexOutcome> gravest(List<IndexOutcome> documents, List<IndexOutcome> vectors) {
        return IntStream.range(0, documents.size())
                .mapToObj(i ->
                        documents.get(i) instanceof IndexOutcome.Retry || vectors.get(i) instanceof IndexOutcome.Applied
                                ? documents.get(i)
                                : vectors.get(i))
                .toList();
    }

    private CompletableFuture<List<IndexEntry>> settle(
            List<Waiting> waiting, List<IndexOutcome> outcomes, List<CompletableFuture<Void>> setAside) {
        List<IndexEntry> again = new ArrayList<>();
        for (int i = 0; i < waiting.size(); i++) {
            Waiting one = waiting.get(i);
            IndexOutcome outcome = outcomes.get(i);
            observer.answered(outcome);
            if (outcome instanceof IndexOutcome.Applied) {
                observer.indexed(Duration.between(one.event().occurredAt(), clock.instant()));
            } else if (outcome instanceof IndexOutcome.Retry retry) {
                LOG.debug("The index cannot take {} now: {}", one.change().photo(), retry.why());
                again.add(one.entry().failedAgain());
            } else if (outcome instanceof IndexOutcome.Refused refused) {
                setAside.add(setAside(one.entry(), "refused by the index: " + refused.why()));
            }
        }
        return CompletableFuture.allOf(setAside.toArray(CompletableFuture[]::new))
                .thenApply(done -> again);
    }

    private CompletableFuture<Void> setAside(IndexEntry entry, String why) {
        observer.setAside();
        LOG.error("Record {} is set aside: {}", entry.record().address(), why);
        return deadLetters.apply(OutRecord.deadLetter(entry.record(), why));
    }

    private record Waiting(IndexEntry entry, Event event, IndexChange change) {}
}
