package dev.darkroom.core.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * A photo's identity: a UUID computed from its owner and its content, so the same upload has the same id everywhere and
 * every write that carries it can be repeated.
 */
public record PhotoId(UUID value) implements Comparable<PhotoId> {
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT_RFC_9562 = 0x8000_0000_0000_0000L;

    /**
     * The id of {@code content} owned by {@code owner}: a UUIDv8 (RFC 9562, section 5.8) over the first 122 bits of
     * {@code SHA-256(owner, 0x00, content)}.
     */
    public static PhotoId of(UserId owner, ContentHash content) {
        MessageDigest digest = ContentHash.newDigest();
        digest.update(owner.value().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(content.bytes());
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        long high = (bytes.getLong() & ~0xF000L) | VERSION_8;
        long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | VARIANT_RFC_9562;
        return new PhotoId(new UUID(high, low));
    }

    /**
     * Parses the canonical 36-character form, in either case.
     *
     * @throws IllegalArgumentException when {@code text} is not a UUID in that form
     */
    public static PhotoId parse(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("PhotoId must be a UUID of 36 characters: " + text);
        }
        return new PhotoId(UUID.fromString(text));
    }

    @Override
    public int compareTo(PhotoId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
