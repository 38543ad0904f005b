package dev.darkroom.flink.index;

import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.event.PhotoDerived;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.port.IndexChange;
import java.util.Optional;

/** What an event means for the search index. */
final class Changes {
    private Changes() {}

    /** The change, or empty when the index does not care: it holds completed photos only. */
    static Optional<IndexChange> of(Event event) {
        if (event instanceof PhotoDerived derived) {
            return Optional.of(new IndexChange.Upsert(derived.snapshot()));
        }
        if (event instanceof PhotoChanged changed) {
            return changed.snapshot().isEmpty()
                    ? Optional.of(new IndexChange.Remove(changed.owner(), changed.photo(), changed.version()))
                    : changed.snapshot().filter(Changes::isSearchable).map(IndexChange.Upsert::new);
        }
        return Optional.empty();
    }

    private static boolean isSearchable(Photo photo) {
        return photo.status() == PhotoStatus.COMPLETED;
    }
}
