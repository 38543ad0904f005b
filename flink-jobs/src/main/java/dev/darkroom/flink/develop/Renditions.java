package dev.darkroom.flink.develop;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Rendition;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.port.Blob;
import dev.darkroom.core.port.BlobStore;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.imaging.DevelopedPhoto;
import dev.darkroom.imaging.rendition.RenditionFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** The rendition objects of a photo; safe for threads, and every call can be repeated. */
final class Renditions {
    private final BlobStore blobs;
    private final Patience patience;
    private final ExecutorService uploads;

    /** {@code uploads}: its threads are the bound of what is under way at once, for all photos together. */
    Renditions(BlobStore blobs, Patience patience, ExecutorService uploads) {
        this.blobs = blobs;
        this.patience = patience;
        this.uploads = uploads;
    }

    /**
     * Stores every file of {@code developed}, side by side, because each waits for the store most of its time.
     *
     * @throws UnavailableException when one of them could not be stored, after the others have ended; or at once, with
     *     some perhaps still under way, when this thread is interrupted because the job stops
     */
    void put(Upload upload, DevelopedPhoto developed) {
        TransformId recipe = developed.developed().renditionTransform();
        List<Callable<String>> puts = developed.files().stream()
                .<Callable<String>>map(file -> () -> put(recipe, upload, file))
                .toList();
        try {
            for (Future<String> put : uploads.invokeAll(puts)) {
                put.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Stopped while storing renditions", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }

    private String put(TransformId recipe, Upload upload, RenditionFile file) {
        Rendition rendition = file.rendition();
        String key = ObjectKeys.rendition(recipe, upload.owner(), upload.id(), rendition);
        Blob blob = new Blob(
                new Blob.InMemory(file.bytes()),
                rendition.content(),
                rendition.format().mediaType(),
                Map.of());
        return patience.call(() -> {
            blobs.put(key, blob);
            return key;
        });
    }

    /** Deletes whatever {@code recipe} made of the photo, also what an earlier attempt put before it died. */
    void deleteAll(TransformId recipe, Upload upload) {
        List<String> keys = patience.call(() -> {
            List<String> found = new ArrayList<>();
            blobs.list(ObjectKeys.renditions(recipe, upload.owner(), upload.id()), info -> found.add(info.key()));
            return found;
        });
        patience.call(() -> {
            blobs.deleteAll(keys);
            return keys;
        });
    }
}
