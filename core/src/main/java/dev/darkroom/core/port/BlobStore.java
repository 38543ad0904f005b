package dev.darkroom.core.port;

import dev.darkroom.core.error.ArchivedException;
import dev.darkroom.core.error.UnavailableException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Objects by key, in one bucket. A key decides its bytes for ever (an original's content, a recipe's output), and the
 * store tells clients so. Every method throws {@link UnavailableException} when the store does not answer after
 * bounded retries.
 */
public interface BlobStore extends Port {
    /**
     * Stores {@code blob} unless the key is taken; of several at once exactly one wins.
     *
     * @return whether this call stored it, and so found its bytes to be the content
     * @throws IllegalArgumentException when the bytes are not the content; then nothing is stored
     */
    boolean putIfAbsent(String key, Blob blob);

    /** Stores {@code blob}, replacing what was there. */
    void put(String key, Blob blob);

    /** What is stored at {@code key}, if anything. */
    Optional<BlobInfo> head(String key);

    /**
     * Reads a whole object into memory.
     *
     * @return its bytes, or empty when there is none
     * @throws IllegalArgumentException when it is longer than {@code maxBytes}
     * @throws ArchivedException when it must be restored first
     */
    Optional<byte[]> read(String key, long maxBytes);

    /**
     * Opens the bytes {@code first} to {@code last}, both included; the caller closes the stream.
     *
     * @throws IllegalArgumentException when the object is missing or the range lies outside it
     * @throws ArchivedException when it must be restored first
     */
    InputStream openRange(String key, long first, long last);

    /**
     * Asks for a copy of an archived object that can be read, which takes hours; returns at once.
     *
     * @return whether this call began it; false when one is under way, or the object can be read or is missing
     */
    boolean restore(String key, Restore restore);

    /** Deletes these objects; keys that hold nothing are fine. */
    void deleteAll(Collection<String> keys);

    /** Hands every object under {@code prefix} to {@code consumer}, in key order, page by page. */
    void list(String prefix, Consumer<BlobInfo> consumer);

    /** What follows {@code prefix}, up to the next slash and with it, in the keys of the objects under it: once each. */
    List<String> folders(String prefix);

    /**
     * A URL that anybody may GET until {@code validFor} from now has passed; made without asking the store.
     *
     * @param validFor at most seven days
     */
    URI signedUrl(String key, Duration validFor);
}
