package dev.darkroom.flink.develop;

import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.port.Blob;
import dev.darkroom.core.port.BlobStore;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.imaging.DevelopedPhoto;
import dev.darkroom.imaging.rendition.RenditionFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rendition objects of a photo; safe for threads, and every call can be repeated. */
final class Renditions {
    private static final String MEDIA_TYPE = "image/jpeg";

    private final BlobStore blobs;
    private final Patience patience;

    Renditions(BlobStore blobs, Patience patience) {
        this.blobs = blobs;
        this.patience = patience;
    }

    /** Stores every file of {@code developed}, one after the other: the next photo's are on their way at the same time. */
    void put(Upload upload, DevelopedPhoto developed) {
        TransformId recipe = developed.developed().renditionTransform();
        for (RenditionFile file : developed.files()) {
            String key = ObjectKeys.rendition(
                    recipe, upload.owner(), upload.id(), file.rendition().size());
            Blob blob =
                    new Blob(new Blob.InMemory(file.bytes()), file.rendition().content(), MEDIA_TYPE, Map.of());
            patience.call(() -> {
                blobs.put(key, blob);
                return key;
            });
        }
    }

    /** Deletes whatever {@code recipe} made of the photo, also what an earlier attempt put before it died. */
    void deleteAll(TransformId recipe, Upload upload) {
        List<String> keys = patience.call(() -> {
            List<String> found = new ArrayList<>();
            blobs.list(prefix(recipe, upload), info -> found.add(info.key()));
            return found;
        });
        patience.call(() -> {
            blobs.deleteAll(keys);
            return keys;
        });
    }

    private static String prefix(TransformId recipe, Upload upload) {
        String any = ObjectKeys.rendition(recipe, upload.owner(), upload.id(), 1);
        return any.substring(0, any.lastIndexOf('/') + 1);
    }
}
