package dev.darkroom.imaging;

import dev.darkroom.core.id.ContentHash;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * An original in memory.
 *
 * @param content hash of the bytes, by whoever has read them
 * @param bytes the whole file; not copied, and not to be changed
 * @param sidecar the XMP file beside it, if there is one; likewise
 */
@SuppressWarnings("ArrayRecordComponent") // the hash stands for the bytes; nobody compares the arrays
public record Original(ContentHash content, byte[] bytes, Optional<byte[]> sidecar) {
    /** One without a sidecar. */
    public Original(ContentHash content, byte[] bytes) {
        this(content, bytes, Optional.empty());
    }

    /** What stands for the photo and its sidecar together: the content alone, when there is none. */
    public ContentHash together() {
        if (sidecar.isEmpty()) {
            return content;
        }
        MessageDigest digest = ContentHash.newDigest();
        digest.update(content.bytes());
        digest.update(sidecar.get());
        return ContentHash.ofDigest(digest.digest());
    }

    /** Hashes {@code bytes}. */
    public static Original of(byte[] bytes) {
        return new Original(ContentHash.of(bytes), bytes);
    }
}
