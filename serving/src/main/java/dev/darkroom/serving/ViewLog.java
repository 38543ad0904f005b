package dev.darkroom.serving;

import dev.darkroom.core.event.PhotoViewed;
import dev.darkroom.core.event.PhotosShown;
import dev.darkroom.core.event.PhotosShown.Shown;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.SearchId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.port.EventLog;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Tells what was looked at and what searches showed. Never waits: what the log cannot take is lost, and counted there. */
final class ViewLog {
    private final EventLog events;
    private final Clock clock;

    ViewLog(EventLog events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** {@code viewer} looks at {@code photo}, opened from {@code search}. */
    void viewed(Photo photo, UserId viewer, PhotoViewed.What what, Optional<SearchId> search) {
        events.offer(
                new PhotoViewed(photo.owner(), photo.id(), photo.version(), viewer, what, search, clock.instant()));
    }

    /** A search of {@code owner} shows {@code photos}, of which there is at least one, from position {@code first} on. */
    SearchId shown(UserId owner, int first, List<Photo> photos, Map<PhotoId, Double> relevance) {
        SearchId search = SearchId.random();
        List<Shown> shown = photos.stream()
                .map(photo -> new Shown(photo.id(), photo.version(), relevance(photo, relevance)))
                .toList();
        events.offer(new PhotosShown(search, owner, first, shown, clock.instant()));
        return search;
    }

    private static OptionalDouble relevance(Photo photo, Map<PhotoId, Double> relevance) {
        Double known = relevance.get(photo.id());
        return known == null ? OptionalDouble.empty() : OptionalDouble.of(known);
    }
}
