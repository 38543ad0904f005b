package dev.darkroom.serving;

import dev.darkroom.core.event.EventCodec;
import dev.darkroom.core.event.UndecodableEventException;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.CacheKeys;
import dev.darkroom.core.photo.DerivedRenditions;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.port.Cache;
import dev.darkroom.core.port.RenditionCatalog;
import dev.darkroom.core.transform.TransformId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows photos with the renditions of the live recipe: those of their rows when these are of it, else those that are kept
 * beside the row. A photo of which the live recipe could make nothing is shown as its row has it.
 */
final class LiveRenditions {
    private static final String NAME = "renditions";
    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);

    /** A recipe's renditions of a photo never change, so that there is one version of them. */
    private static final long ONLY_VERSION = 1;

    private final LiveVersions versions;
    private final RenditionCatalog catalog;
    private final Cache cache;

    LiveRenditions(LiveVersions versions, RenditionCatalog catalog, Cache cache) {
        this.versions = versions;
        this.catalog = catalog;
        this.cache = cache;
    }

    /** {@code photos} of {@code owner} in the same order, all by the recipe that is live at the moment of this call. */
    List<Photo> of(UserId owner, List<Photo> photos) {
        Optional<TransformId> live = versions.of(NAME);
        return live.isEmpty() ? photos : by(live.get(), owner, photos);
    }

    private List<Photo> by(TransformId live, UserId owner, List<Photo> photos) {
        List<PhotoId> others = photos.stream()
                .filter(photo -> photo.developed()
                        .filter(developed -> !developed.renditionTransform().equals(live))
                        .isPresent())
                .map(Photo::id)
                .toList();
        if (others.isEmpty()) {
            return photos;
        }
        Map<PhotoId, DerivedRenditions> beside = find(live, owner, others);
        return photos.stream()
                .map(photo -> Optional.ofNullable(beside.get(photo.id()))
                        .map(made -> with(photo, made))
                        .orElse(photo))
                .toList();
    }

    private Map<PhotoId, DerivedRenditions> find(TransformId live, UserId owner, List<PhotoId> photos) {
        Map<PhotoId, DerivedRenditions> found = new HashMap<>();
        List<PhotoId> missing = new ArrayList<>();
        Map<String, byte[]> kept = cache.getAll(photos.stream()
                .map(photo -> CacheKeys.renditions(live, owner, photo))
                .toList());
        for (PhotoId photo : photos) {
            Optional.ofNullable(kept.get(CacheKeys.renditions(live, owner, photo)))
                    .flatMap(LiveRenditions::decoded)
                    .ifPresentOrElse(made -> found.put(photo, made), () -> missing.add(photo));
        }
        for (int from = 0; from < missing.size(); from += RenditionCatalog.MAX_PHOTOS) {
            List<PhotoId> page = missing.subList(from, Math.min(missing.size(), from + RenditionCatalog.MAX_PHOTOS));
            catalog.findAll(owner, page, live).forEach((photo, made) -> {
                found.put(photo, made);
                cache.putIfNewer(
                        CacheKeys.renditions(live, owner, photo),
                        ONLY_VERSION,
                        EventCodec.encodeRenditions(made),
                        TIME_TO_LIVE);
            });
        }
        return found;
    }

    /** What another version of Darkroom wrote and this one cannot read counts as absent. */
    private static Optional<DerivedRenditions> decoded(byte[] value) {
        try {
            return Optional.of(EventCodec.decodeRenditions(value));
        } catch (UndecodableEventException e) {
            return Optional.empty();
        }
    }

    private static Photo with(Photo photo, DerivedRenditions made) {
        return new Photo(
                photo.upload(),
                photo.status(),
                photo.version(),
                photo.developed().map(developed -> developed.with(made)),
                photo.rejection(),
                photo.tags(),
                photo.duplicates(),
                photo.rank());
    }
}
