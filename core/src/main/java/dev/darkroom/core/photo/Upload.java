package dev.darkroom.core.photo;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The facts of an upload, known before anything is derived.
 *
 * @param fileName the cleaned name, 1 to 255 characters; for people only, nothing is decided by it
 * @param width stored width in pixels, from the header, before any orientation
 * @param height stored height in pixels, from the header, before any orientation
 * @param uploadedAt to the microsecond
 * @param sidecar hash of the XMP file that came beside the photo; another one may come later
 */
public record Upload(
        UserId owner,
        ContentHash content,
        String fileName,
        ImageFormat format,
        long sizeBytes,
        int width,
        int height,
        Instant uploadedAt,
        Optional<ContentHash> sidecar) {
    public Upload {
        if (fileName.isEmpty() || fileName.length() > 255) {
            throw new IllegalArgumentException("File name must have 1 to 255 characters, not " + fileName.length());
        }
        if (sizeBytes < 1 || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "Upload must have positive bytes and sides: " + sizeBytes + " bytes, " + width + "x" + height);
        }
        uploadedAt = uploadedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** An upload without a sidecar. */
    public Upload(
            UserId owner,
            ContentHash content,
            String fileName,
            ImageFormat format,
            long sizeBytes,
            int width,
            int height,
            Instant uploadedAt) {
        this(owner, content, fileName, format, sizeBytes, width, height, uploadedAt, Optional.empty());
    }

    /** The same upload with this sidecar beside it. */
    public Upload withSidecar(ContentHash beside) {
        return new Upload(owner, content, fileName, format, sizeBytes, width, height, uploadedAt, Optional.of(beside));
    }

    /** The id that owner and content give this photo. */
    public PhotoId id() {
        return PhotoId.of(owner, content);
    }
}
