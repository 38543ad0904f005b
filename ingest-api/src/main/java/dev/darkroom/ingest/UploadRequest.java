package dev.darkroom.ingest;

import dev.darkroom.core.id.UserId;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An upload as it arrives, after its sender is known.
 *
 * @param promise what the {@code Content-Digest} headers of the request say
 * @param disposition the {@code Content-Disposition} header of the request
 * @param fileName the {@code X-File-Name} header
 * @param length of the body, if its sender knows it
 */
record UploadRequest(
        UserId owner,
        Optional<String> contentType,
        ContentDigest promise,
        Optional<String> disposition,
        Optional<String> fileName,
        OptionalLong length,
        InputStream body) {
    /** What the sender calls a photo that is the whole body. */
    Optional<String> sentName() {
        return disposition.flatMap(SentName::inDisposition).or(() -> fileName.flatMap(SentName::inHeader));
    }
}
