package dev.darkroom.spark.duplicates;

import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.CacheKeys;
import dev.darkroom.core.photo.DuplicateGroup;
import dev.darkroom.core.photo.DuplicateGroup.Kind;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.spark.flow.Pace;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * Tells the stores that photos are in another group: row, cache, event; the index and the lake follow the event. Telling
 * it again changes no row and repeats the event, so a task that died is run again.
 */
final class GroupNews {
    private GroupNews() {}

    /** Tells all of {@code changes}; gives back how many of their photos are gone. */
    static long tell(Map<String, String> environment, Iterator<Row> changes, int perSecond) {
        long gone = 0;
        if (!changes.hasNext()) {
            return gone;
        }
        Pace pace = new Pace(perSecond);
        try (Stores stores = Stores.open(StoresConfig.from(environment))) {
            while (changes.hasNext()) {
                pace.next();
                gone += tell(stores, changes.next()) ? 0 : 1;
            }
        }
        return gone;
    }

    private static boolean tell(Stores stores, Row change) {
        UserId owner = new UserId(change.getAs("user_id"));
        PhotoId photo = PhotoId.parse(change.getAs("photo_id"));
        Optional<Photo> now = stores.catalog().group(owner, photo, group(change));
        now.ifPresent(told -> {
            stores.cache().invalidate(CacheKeys.photo(owner, photo), told.version());
            stores.events().publish(PhotoChanged.updated(told, Instant.now()));
        });
        return now.isPresent();
    }

    /** No group where the columns are null. */
    private static Optional<DuplicateGroup> group(Row change) {
        return Optional.ofNullable(change.<String>getAs("group_id"))
                .map(id -> new DuplicateGroup(
                        PhotoId.parse(id),
                        Kind.ofCode(change.getAs("kind")),
                        PhotoId.parse(change.getAs("best")),
                        change.getAs("photos")));
    }
}
