package dev.darkroom.ingest;

import dev.darkroom.core.id.UserId;
import java.io.InputStream;
import java.util.Optional;

/**
 * An upload as it arrives, after its sender is known.
 *
 * @param promise what the {@code Content-Digest} headers of the request say
 * @param disposition the {@code Content-Disposition} header of the request
 * @param fileName the {@code X-File-Name} header
 */
record UploadRequest(
        UserId owner,
        Optional<String> contentType,
        ContentDigest promise,
        Optional<String> disposition,
        Optional<String> fileName,
        InputStream body) {}
