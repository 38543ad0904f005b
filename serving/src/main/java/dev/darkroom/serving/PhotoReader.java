package dev.darkroom.serving;

import dev.darkroom.core.event.EventCodec;
import dev.darkroom.core.event.UndecodableEventException;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.CacheKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.port.Cache;
import dev.darkroom.core.port.PhotoCatalog;
import dev.darkroom.core.port.TimelineCursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads photos through the cache, then the catalogue. Writers invalidate by version, so a cached photo is never older
 * than the last change that reached the cache; the time to live bounds what a lost invalidation can do. Photos that
 * still wait are not cached: they are about to change. Works, slower, without a cache. All photos of one answer have the
 * renditions of one recipe, that which is live.
 */
final class PhotoReader {
    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);

    private final PhotoCatalog catalog;
    private final LiveRenditions live;
    private final Cache cache;
    private final ServingMetrics metrics;

    PhotoReader(PhotoCatalog catalog, LiveRenditions live, Cache cache, ServingMetrics metrics) {
        this.catalog = catalog;
        this.live = live;
        this.cache = cache;
        this.metrics = metrics;
    }

    /** The photo, unless {@code owner} has none of this id. */
    Optional<Photo> find(UserId owner, PhotoId photo) {
        return live.of(owner, row(owner, photo).stream().toList()).stream().findFirst();
    }

    private Optional<Photo> row(UserId owner, PhotoId photo) {
        Optional<Photo> kept = cached(owner, photo);
        if (kept.isPresent()) {
            return kept;
        }
        Optional<Photo> read = catalog.find(owner, photo);
        read.ifPresent(this::keep);
        return read;
    }

    /** Those of {@code photos}, at most 1,000, that {@code owner} still has, in the given order. */
    List<Photo> findAll(UserId owner, List<PhotoId> photos) {
        Map<PhotoId, Photo> found = new HashMap<>();
        List<PhotoId> missing = new ArrayList<>();
        Map<String, byte[]> kept = cache.getAll(
                photos.stream().map(photo -> CacheKeys.photo(owner, photo)).toList());
        for (PhotoId photo : photos) {
            counted(Optional.ofNullable(kept.get(CacheKeys.photo(owner, photo))))
                    .ifPresentOrElse(value -> found.put(photo, value), () -> missing.add(photo));
        }
        if (!missing.isEmpty()) {
            for (Photo read : catalog.findAll(owner, missing)) {
                keep(read);
                found.put(read.id(), read);
            }
        }
        return live.of(
                owner,
                photos.stream().filter(found::containsKey).map(found::get).toList());
    }

    /** A page of the timeline, from the catalogue alone: it must show what was uploaded a moment ago. */
    List<Photo> timeline(UserId owner, Optional<TimelineCursor> after, int limit) {
        return live.of(owner, catalog.timeline(owner, after, limit));
    }

    private Optional<Photo> cached(UserId owner, PhotoId photo) {
        return counted(cache.get(CacheKeys.photo(owner, photo)));
    }

    private Optional<Photo> counted(Optional<byte[]> value) {
        Optional<Photo> kept = value.flatMap(PhotoReader::decoded);
        if (kept.isPresent()) {
            metrics.cacheHit();
        } else {
            metrics.cacheMiss();
        }
        return kept;
    }

    /** What another version of Darkroom wrote and this one cannot read counts as absent. */
    private static Optional<Photo> decoded(byte[] value) {
        try {
            return Optional.of(EventCodec.decodePhoto(value));
        } catch (UndecodableEventException e) {
            return Optional.empty();
        }
    }

    private void keep(Photo photo) {
        if (photo.status() == PhotoStatus.COMPLETED || photo.status() == PhotoStatus.FAILED) {
            cache.putIfNewer(
                    CacheKeys.photo(photo.owner(), photo.id()),
                    photo.version(),
                    EventCodec.encodePhoto(photo),
                    TIME_TO_LIVE);
        }
    }
}
