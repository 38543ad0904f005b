package dev.darkroom.ingest;

import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.CacheKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.stores.Stores;
import java.time.Clock;
import java.util.Optional;

/** Replaces the tags of one photo and tells the others; repeating it mends what a crash left out. */
final class TagHandler {
    private final Stores stores;
    private final Clock clock;

    TagHandler(Stores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /** The photo as it now is, unless there is none. */
    Optional<Photo> tag(UserId owner, PhotoId photo, TagList tags) {
        Optional<Photo> tagged = stores.catalog().tag(owner, photo, tags.clean());
        tagged.ifPresent(now -> {
            stores.cache().invalidate(CacheKeys.photo(owner, photo), now.version());
            stores.events().publish(PhotoChanged.updated(now, clock.instant()));
        });
        return tagged;
    }
}
