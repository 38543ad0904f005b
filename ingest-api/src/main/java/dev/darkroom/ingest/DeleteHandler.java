package dev.darkroom.ingest;

import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.CacheKeys;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.stores.Stores;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Removes one photo from everywhere: hide the row, tell the others, delete the objects, drop the cache, purge the row. A
 * crash anywhere leaves the hidden row, and deleting again goes through all of it again.
 */
final class DeleteHandler {
    private final Stores stores;
    private final Clock clock;

    DeleteHandler(Stores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /** Whether there was such a photo. */
    boolean delete(UserId owner, PhotoId photo) {
        Optional<Photo> hidden = stores.catalog().delete(owner, photo);
        hidden.ifPresent(this::finish);
        return hidden.isPresent();
    }

    private void finish(Photo photo) {
        stores.events().publish(PhotoChanged.deleted(photo.owner(), photo.id(), photo.version(), clock.instant()));
        stores.cache().invalidate(CacheKeys.photo(photo.owner(), photo.id()), photo.version());
        stores.blobs().deleteAll(objects(photo));
        stores.catalog().purge(photo.owner(), photo.id());
    }

    private List<String> objects(Photo photo) {
        List<String> keys = new ArrayList<>();
        keys.add(ObjectKeys.original(photo.owner(), photo.id()));
        keys.add(ObjectKeys.sidecar(photo.owner(), photo.id()));
        photo.developed()
                .ifPresent(developed -> developed
                        .renditions()
                        .forEach(rendition -> keys.add(ObjectKeys.rendition(
                                developed.renditionTransform(), photo.owner(), photo.id(), rendition))));
        // Also what shadows and former recipes made, whatever a row says of it.
        stores.transforms().all().stream()
                .map(version -> ObjectKeys.renditions(version.id(), photo.owner(), photo.id()))
                .forEach(prefix -> stores.blobs().list(prefix, info -> keys.add(info.key())));
        return keys;
    }
}
