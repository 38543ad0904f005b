package dev.darkroom.ingest;

import dev.darkroom.core.id.UserId;
import java.io.InputStream;
import java.util.Optional;

/**
 * An upload as it arrives, after its sender is known.
 *
 * @param contentDigest all {@code Content-Digest} headers, joined
 * @param disposition the {@code Content-Disposition} header of the request
 * @param fileName the {@code X-File-Name} header
 */
record UploadRequest(
        UserId owner,
        Optional<String> contentType,
        Optional<String> contentDigest,
        Optional<String> disposition,
        Optional<String> fileName,
        InputStream body) {}
