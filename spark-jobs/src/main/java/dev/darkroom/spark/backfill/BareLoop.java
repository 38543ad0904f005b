package dev.darkroom.spark.backfill;

import dev.darkroom.core.transform.TransformVersion;
import dev.darkroom.spark.backfill.DerivePhoto.Input;
import dev.darkroom.spark.backfill.Workshop.Order;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The least that deriving a list of photos can be: threads that read, derive and store, and nothing that plans, batches,
 * commits or proves. What a bench compares the job with.
 */
final class BareLoop {
    private final Input input;
    private final DerivePhoto derive;
    private final int threads;

    /** With the same function and connections as tasks of the job with this order. */
    BareLoop(Order order, TransformVersion version, TransformVersion live, int threads) {
        Workshop workshop = Workshop.of(order);
        this.input = new Input(version.id(), version.input(), live.id(), Versions.proxyFile(live));
        this.derive = new DerivePhoto(
                workshop.stores().blobs(),
                workshop.derivative(),
                input,
                new ColdOriginals(workshop.stores().blobs(), Optional.empty()),
                new ReadCount(),
                Clock.systemUTC());
        this.threads = threads;
    }

    /** What is read of {@code items}. */
    List<String> keys(List<WorkItem> items) {
        return items.stream().map(input::key).toList();
    }

    /** Photos a second over {@code items}, each of which must succeed. */
    double rate(List<WorkItem> items) throws InterruptedException {
        ExecutorService hands = Executors.newFixedThreadPool(threads);
        try {
            long begun = System.nanoTime();
            List<Future<Result>> results = new ArrayList<>();
            items.forEach(
                    item -> results.add(hands.submit(() -> derive.derive(item).withoutFiles())));
            for (Future<Result> result : results) {
                if (result.get().product().isEmpty()) {
                    throw new IllegalStateException("The loop could not derive "
                            + result.get().item().photo() + ": " + result.get().outcome());
                }
            }
            return items.size() / ((System.nanoTime() - begun) / 1e9);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The loop failed: " + e.getCause(), e);
        } finally {
            hands.shutdownNow();
        }
    }
}
