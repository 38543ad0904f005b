package dev.darkroom.imaging;

import dev.darkroom.core.id.ContentHash;

/**
 * An original in memory.
 *
 * @param content hash of the bytes, by whoever has read them
 * @param bytes the whole file; not copied, and not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // the hash stands for the bytes; nobody compares the arrays
public record Original(ContentHash content, byte[] bytes) {
    /** Hashes {@code bytes}. */
    public static Original of(byte[] bytes) {
        return new Original(ContentHash.of(bytes), bytes);
    }
}
