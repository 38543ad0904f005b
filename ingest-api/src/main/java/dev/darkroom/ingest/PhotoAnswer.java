package dev.darkroom.ingest;

import dev.darkroom.core.photo.Photo;
import java.time.Instant;

/** What an upload is answered with. */
record PhotoAnswer(
        String id,
        String status,
        boolean duplicate,
        long version,
        String fileName,
        String format,
        long sizeBytes,
        int width,
        int height,
        String sha256,
        Instant uploadedAt) {
    static PhotoAnswer of(Photo photo, boolean duplicate) {
        return new PhotoAnswer(
                photo.id().toString(),
                photo.status().code(),
                duplicate,
                photo.version(),
                photo.upload().fileName(),
                photo.upload().format().code(),
                photo.upload().sizeBytes(),
                photo.upload().width(),
                photo.upload().height(),
                photo.upload().content().hex(),
                photo.upload().uploadedAt());
    }
}
