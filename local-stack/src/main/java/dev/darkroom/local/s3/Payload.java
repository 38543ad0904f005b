package dev.darkroom.local.s3;

import java.io.IOException;
import java.util.Optional;

/**
 * The bytes of a request's body, which may be stored only after {@link #verify()} has passed.
 *
 * <p>The reader takes {@link #length()} bytes, keeps the last of them back, calls {@link #verify()}, and only then lets them go: so a body that
 * is not what was signed never becomes an object, and none is ever held in memory as a whole.
 */
interface Payload {
    /** How many bytes the object or document has, without any framing. */
    long length();

    /** Name of the checksum that follows the bytes, if one was announced. */
    Optional<String> trailerName();

    /** Reads up to {@code count} bytes, at least one; fails when the body ends before {@link #length()}. */
    int read(byte[] buffer, int offset, int count) throws IOException;

    /** To be called once, after all bytes were read; returns the announced checksum, if any. */
    Optional<String> verify() throws IOException;

    /** Reads a small document wholly and verifies it. */
    default byte[] readDocument(int maxBytes) throws IOException {
        if (length() > maxBytes) {
            throw new S3ErrorException(
                    400, "EntityTooLarge", "Document exceeds " + maxBytes + " bytes: " + length() + " > " + maxBytes);
        }
        byte[] document = new byte[Math.toIntExact(length())];
        int filled = 0;
        while (filled < document.length) {
            filled += read(document, filled, document.length - filled);
        }
        verify();
        return document;
    }
}
