package dev.darkroom.core.port;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Bytes by key, each at a version, so that a slow reader can never put back what a writer has made old. A cache may
 * forget anything; when it is away, reads find nothing and writes do nothing (and {@link #check()} says so), but the
 * caller is never failed.
 */
public interface Cache extends Port {
    /** The value, unless absent, expired or invalidated. */
    Optional<byte[]> get(String key);

    /** The values of those {@code keys} that {@link #get} would find, in one exchange with the store. */
    Map<String, byte[]> getAll(Collection<String> keys);

    /** Keeps {@code value} for {@code ttl} unless a higher version was put or invalidated. */
    void putIfNewer(String key, long version, byte[] value, Duration ttl);

    /** Drops values below {@code version}, and refuses to take them back for some minutes. */
    void invalidate(String key, long version);
}
