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
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Derives the photos of one batch, the unit that is lost and repeated when a process dies: files and vectors
 * first, then the rows of the catalogue, and last what becomes the ledger's entries. Of a photo that was deleted meanwhile
 * nothing stays.
 */
final class DeriveBatch {
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
        List<Result> results = new ArrayList<>();
        try {
            // Bytes are not kept beyond a photo: its files are stored.
            inFlight.run(items, goOn, derive::derive, result -> results.add(result.withoutFiles()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Stopped while deriving a batch", e);
        }
        space.put(results.stream()
                .flatMap(result -> BatchRows.vector(transform, result).stream())
                .toList());
        Map<UserId, List<Result>> ofOwner =
                results.stream().collect(groupingBy(result -> result.item().owner()));
        return ofOwner.entrySet().stream()
                .flatMap(entry -> catalogued(entry.getKey(), entry.getValue()).stream())
                .sorted(Comparator.comparing(result -> result.item().photo()))
                .toList();
    }

    private List<Result> catalogued(UserId owner, List<Result> results) {
        List<Result> all = new ArrayList<>();
        for (int from = 0; from < results.size(); from += RenditionCatalog.MAX_PHOTOS) {
            List<Result> some = results.subList(from, Math.min(results.size(), from + RenditionCatalog.MAX_PHOTOS));
            Set<PhotoId> living = living(owner, some);
            space.forget(some.stream()
                    .filter(result -> !living.contains(result.item().photo()))
                    .flatMap(result -> BatchRows.vector(transform, result).stream())
                    .toList());
            some.forEach(result -> all.add(living.contains(result.item().photo()) ? result : gone(result)));
        }
        return all;
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
}
