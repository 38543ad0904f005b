package dev.darkroom.core.port;

import dev.darkroom.core.id.ContentHash;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An object to be stored.
 *
 * @param body where its bytes are
 * @param content hash of the bytes; the store refuses others
 * @param mediaType such as {@code image/jpeg}
 * @param metadata user metadata, keys in kebab-case; values may hold any character
 */
public record Blob(Body body, ContentHash content, String mediaType, Map<String, String> metadata) {
    public Blob {
        metadata = Map.copyOf(metadata);
    }

    /** Where an object's bytes are. */
    public sealed interface Body {}

    /** Bytes in a file, for originals. */
    public record InFile(Path file) implements Body {}

    /**
     * So many bytes that may still be on their way.
     *
     * @param open begins at the first byte, each time it is asked; the stream waits for what is not there yet, and fails when
     *     it will not come
     */
    public record Arriving(long bytes, Supplier<InputStream> open) implements Body {}

    /** Bytes in memory, for renditions; handed over, not to be changed afterwards. */
    @SuppressWarnings("ArrayRecordComponent") // a body is handed on, never compared
    public record InMemory(byte[] bytes) implements Body {}

    /** A blob of {@code bytes} without user metadata. */
    public static Blob of(byte[] bytes, String mediaType) {
        return new Blob(new InMemory(bytes), ContentHash.of(bytes), mediaType, Map.of());
    }
}
