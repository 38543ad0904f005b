package dev.darkroom.ingest;

import dev.darkroom.core.port.Blob;
import dev.darkroom.imaging.metadata.MetadataReader;
import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import java.io.ByteArrayOutputStream;

/** A sidecar on its way in: small enough to be kept in memory, and XMP. */
final class ReceivedSidecar {
    /** What the busiest editors write is a tenth of it. */
    static final int MAX_BYTES = 1 << 20;

    private static final String MEDIA_TYPE = "application/rdf+xml";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void write(byte[] buffer, int offset, int length) {
        if (bytes.size() + length > MAX_BYTES) {
            throw ProblemException.of(
                    ErrorCode.CONTENT_TOO_LARGE, "The sidecar has more than " + MAX_BYTES + " bytes, the most it may");
        }
        bytes.write(buffer, offset, length);
    }

    /** This sidecar, if it is one. */
    ReceivedSidecar finish() {
        if (!MetadataReader.isXmp(bytes.toByteArray())) {
            throw ProblemException.of(
                    ErrorCode.INVALID_REQUEST,
                    "The sidecar is no XMP: send the .xmp file that a photo editor wrote, or leave it out");
        }
        return this;
    }

    Blob blob() {
        return Blob.of(bytes.toByteArray(), MEDIA_TYPE);
    }
}
