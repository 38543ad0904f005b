package dev.darkroom.bench.synthetic;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.FeatureVector;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.port.IndexChange;
import dev.darkroom.core.port.IndexOutcome;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.stores.Stores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Fills the stores with made-up photos of one owner, batch by batch: rows, documents, and vectors of two versions of
 * {@code look}, of which the first is live and the second its shadow. Can be repeated.
 */
final class SyntheticArchive {
    private static final int BATCH = 500;
    private static final int WRITERS = 8;
    private static final int ATTEMPTS = 20;
    private static final long PAUSE_MILLIS = 500;
    private static final String ACTOR = "bench";

    private final Stores stores;
    private final UserId owner;
    private final int photos;
    private final long seed;

    SyntheticArchive(Stores stores, UserId owner, int photos, long seed) {
        this.stores = stores;
        this.owner = owner;
        this.photos = photos;
        this.seed = seed;
    }

    /** Fills the stores; {@code progress} is told after each batch how many photos there are. */
    void fill(IntConsumer progress) throws InterruptedException {
        for (Sight sight : Sight.values()) {
            stores.features().open(sight.version(), Sight.DIMENSIONS);
        }
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            for (int from = 0; from < photos; from += BATCH) {
                int to = Math.min(photos, from + BATCH);
                List<Photo> batch = rows(writers, from, to);
                List<IndexChange> documents =
                        batch.stream().<IndexChange>map(IndexChange.Upsert::new).toList();
                taken(() -> stores.index().apply(documents));
                for (Sight sight : Sight.values()) {
                    List<FeatureVector> vectors = vectors(sight, from, batch);
                    taken(() -> stores.features().put(sight.version(), vectors));
                }
                progress.accept(to);
            }
        } finally {
            writers.shutdownNow();
        }
        stores.index().refresh();
        stores.features()
                .refresh(Arrays.stream(Sight.values()).map(Sight::version).toList());
        stores.transforms().adopt(Sight.ROWS.version(), TransformInput.PROXY, "rows", ACTOR);
        stores.transforms().register(Sight.COLUMNS.version(), TransformInput.PROXY, "columns", ACTOR);
    }

    PhotoId photo(int number) {
        return SyntheticPhoto.upload(owner, number).id();
    }

    private List<Photo> rows(ExecutorService writers, int from, int to) throws InterruptedException {
        List<Future<Photo>> written = new ArrayList<>();
        for (int number = from; number < to; number++) {
            int one = number;
            written.add(writers.submit(() -> row(one)));
        }
        List<Photo> rows = new ArrayList<>();
        for (Future<Photo> row : written) {
            try {
                rows.add(row.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("Cannot write the row of a photo: " + e.getCause(), e);
            }
        }
        return rows;
    }

    private Photo row(int number) {
        Upload upload = SyntheticPhoto.upload(owner, number);
        stores.catalog().register(upload);
        return stores.catalog()
                .complete(owner, upload.id(), SyntheticPhoto.developed(number))
                .orElseThrow(() -> new IllegalStateException("Photo " + upload.id() + " was deleted meanwhile"));
    }

    private List<FeatureVector> vectors(Sight sight, int from, List<Photo> batch) {
        return IntStream.range(0, batch.size())
                .mapToObj(number -> new FeatureVector(
                        owner,
                        batch.get(number).id(),
                        batch.get(number).version(),
                        sight.vector(from + number, photos, seed)))
                .toList();
    }

    /** Sends until all is taken; what was taken before is stale then. */
    private static void taken(Supplier<CompletableFuture<List<IndexOutcome>>> sending) throws InterruptedException {
        List<IndexOutcome> open = List.of();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            open = sending.get().join().stream()
                    .filter(outcome ->
                            !(outcome instanceof IndexOutcome.Applied || outcome instanceof IndexOutcome.Stale))
                    .toList();
            if (open.isEmpty()) {
                return;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new IllegalStateException("The index does not take " + open.size() + " changes: " + open.get(0));
    }
}
