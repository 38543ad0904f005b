package dev.darkroom.ingest;

import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.port.Blob;
import dev.darkroom.core.port.BlobStore;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where originals are stored, each an object that describes itself, so that the catalogue could be rebuilt from them alone. */
final class Originals {
    private final BlobStore blobs;

    Originals(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** Stores it, unless it is there. */
    void putIfAbsent(Upload upload, ReceivedFile file) {
        blobs.putIfAbsent(key(upload), blob(upload, new Blob.InFile(file.path())));
    }

    /** Stores it, also over one that is there. */
    void put(Upload upload, ReceivedFile file) {
        blobs.put(key(upload), blob(upload, new Blob.InFile(file.path())));
    }

    /** Stores it, unless it is there, while it arrives; the last byte is given away after {@code verdict} only. */
    void putIfAbsent(Upload upload, Arrival arrival, Runnable verdict) {
        long bytes = upload.sizeBytes();
        Blob.Body body = new Blob.Arriving(bytes, () -> arrival.open(bytes, verdict));
        blobs.putIfAbsent(key(upload), blob(upload, body));
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
