package dev.darkroom.ingest;

import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.port.Blob;
import dev.darkroom.core.port.BlobStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where originals are stored, each an object that describes itself, so that the catalogue could be rebuilt from them alone. */
final class Originals {
    private static final int IDLE_SECONDS = 10;

    private final BlobStore blobs;
    private final ThreadPoolExecutor senders;

    /** {@code most} can be stored at once while they arrive. */
    Originals(BlobStore blobs, int most) {
        this.blobs = blobs;
        this.senders =
                new ThreadPoolExecutor(0, most, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "store-ahead");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Stores it, unless it is there. */
    void putIfAbsent(Upload upload, ReceivedFile file) {
        blobs.putIfAbsent(key(upload), blob(upload, new Blob.InFile(file.path())));
    }

    /** Stores it, also over one that is there. */
    void put(Upload upload, ReceivedFile file) {
        blobs.put(key(upload), blob(upload, new Blob.InFile(file.path())));
    }

    /**
     * Stores it, unless it is there, in another thread while it arrives.
     *
     * @throws RejectedExecutionException when too many are
     */
    Future<?> putAhead(Upload upload, ReceivedFile file) {
        Blob blob = blob(upload, new Blob.Arriving(upload.sizeBytes(), file::open));
        return senders.submit(() -> blobs.putIfAbsent(key(upload), blob));
    }

    private static String key(Upload upload) {
        return ObjectKeys.original(upload.owner(), upload.id());
    }

    private static Blob blob(Upload upload, Blob.Body body) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("owner", upload.owner().value());
        metadata.put("photo", upload.id().toString());
        metadata.put("sha256", upload.content().hex());
        metadata.put("file-name", upload.fileName());
        metadata.put("format", upload.format().code());
        metadata.put("uploaded-at", upload.uploadedAt().toString());
        metadata.put("width", Integer.toString(upload.width()));
        metadata.put("height", Integer.toString(upload.height()));
        return new Blob(body, upload.content(), upload.format().mediaType(), metadata);
    }
}
