package dev.darkroom.spark.backfill;

import static java.util.stream.Collectors.groupingBy;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.DerivedRenditions;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.port.RenditionCatalog;
import dev.darkroom.core.transform.Derivation.Excluded;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.stores.Stores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Derives the photos of one batch, the unit that is lost and repeated when a process dies: files and vectors
 * first, then the rows of the catalogue, and last what becomes the ledger's entries. Of a photo that was deleted meanwhile
 * nothing stays.
 */
final class DeriveBatch {
    /** At most {@link RenditionCatalog#MAX_PHOTOS}; fewer, so that little is left to do when the last photo is derived. */
    private static final int SETTLED_AT_ONCE = 50;

    private final Stores stores;
    private final TransformId transform;
    private final DerivePhoto derive;
    private final InFlight<WorkItem> inFlight;
    private final VectorSpace space;

    DeriveBatch(Stores stores, TransformId transform, DerivePhoto derive, InFlight<WorkItem> inFlight) {
        this.stores = stores;
        this.transform = transform;
        this.derive = derive;
        this.inFlight = inFlight;
        this.space = new VectorSpace(stores.features(), transform);
    }

    /**
     * The results of {@code items}, ordered by photo; of those begun before {@code goOn} said no.
     *
     * @throws UnavailableException when a store stays away
     */
    List<Result> results(Iterator<WorkItem> items, BooleanSupplier goOn) {
        // Rows are written while the next photos are derived, or cores would wait for the last of them.
        ExecutorService clerk = Executors.newSingleThreadExecutor(DeriveBatch::thread);
        List<Future<List<Result>>> settled = new ArrayList<>();
        List<Result> some = new ArrayList<>();
        try {
            inFlight.run(items, goOn, derive::derive, result -> {
                // Bytes are not kept beyond a photo: its files are stored.
                some.add(result.withoutFiles());
                if (some.size() == SETTLED_AT_ONCE) {
                    settled.add(settle(clerk, some));
                }
            });
            settled.add(settle(clerk, some));
            List<Result> results = new ArrayList<>();
            for (Future<List<Result>> part : settled) {
                results.addAll(part.get());
            }
            results.sort(Comparator.comparing(result -> result.item().photo()));
            if (results.stream()
                    .anyMatch(result -> BatchRows.vector(transform, result).isPresent())) {
                space.refresh();
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Stopped while deriving a batch", e);
        } finally {
            clerk.shutdownNow();
        }
    }

    /** Takes all of {@code some}. */
    private Future<List<Result>> settle(ExecutorService clerk, List<Result> some) {
        List<Result> results = List.copyOf(some);
        some.clear();
        return clerk.submit(() -> settled(results));
    }

    private List<Result> settled(List<Result> results) {
        space.put(results.stream()
                .flatMap(result -> BatchRows.vector(transform, result).stream())
                .toList());
        Map<UserId, List<Result>> ofOwner =
                results.stream().collect(groupingBy(result -> result.item().owner()));
        return ofOwner.entrySet().stream()
                .flatMap(entry -> catalogued(entry.getKey(), entry.getValue()).stream())
                .toList();
    }

    private List<Result> catalogued(UserId owner, List<Result> results) {
        Set<PhotoId> living = living(owner, results);
        space.forget(results.stream()
                .filter(result -> !living.contains(result.item().photo()))
                .flatMap(result -> BatchRows.vector(transform, result).stream())
                .toList());
        return results.stream()
                .map(result -> living.contains(result.item().photo()) ? result : gone(result))
                .toList();
    }

    /** Keeps what files there are, in the transaction that also says which photos are still there. */
    private Set<PhotoId> living(UserId owner, List<Result> results) {
        Map<PhotoId, DerivedRenditions> renditions = new HashMap<>();
        List<PhotoId> others = new ArrayList<>();
        for (Result result : results) {
            result.product()
                    .flatMap(Product::renditions)
                    .ifPresentOrElse(
                            made -> renditions.put(result.item().photo(), made),
                            () -> others.add(result.item().photo()));
        }
        Set<PhotoId> living = new HashSet<>(stores.renditions().putAll(owner, renditions));
        stores.catalog().findAll(owner, others).forEach(photo -> living.add(photo.id()));
        return living;
    }

    /** The deletion may have run before the files were there: it is ours to leave nothing. */
    private Result gone(Result result) {
        List<String> keys = new ArrayList<>();
        WorkItem item = result.item();
        stores.blobs().list(ObjectKeys.renditions(transform, item.owner(), item.photo()), info -> keys.add(info.key()));
        stores.blobs().deleteAll(keys);
        return result.excluded(new Excluded(Reason.DELETED));
    }

    /** The entries of the ledger. */
    List<Map<String, Object>> entries(List<Result> results) {
        return results.stream()
                .map(result -> BatchRows.entry(transform, result))
                .collect(Collectors.toList());
    }

    /** The rows of data. */
    List<Map<String, Object>> features(List<Result> results) {
        return results.stream()
                .flatMap(result -> BatchRows.features(transform, result).stream())
                .collect(Collectors.toList());
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "backfill-rows");
        thread.setDaemon(true);
        return thread;
    }
}
