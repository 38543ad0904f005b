package dev.darkroom.stores.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How an entry lies in Redis: the version as 19 digits, which Lua compares as text (its numbers are doubles), the moment
 * it expires in milliseconds as 19 digits, and the value. A marker, which an invalidation leaves, expired at 0.
 *
 * <p>The moment is inside because a key may outlive its value: a value put over a marker must not shorten the marker's
 * protection against older values.
 */
final class CacheEntry {
    private static final int DIGITS = 19;
    private static final int PREFIX = 2 * DIGITS;

    /** KEYS: key; ARGV: entry, milliseconds to live. Keeps what is there when its version is higher. */
    static final byte[] PUT = script("""
            local present = redis.call('GETRANGE', KEYS[1], 0, 18)
            if present ~= '' and present > string.sub(ARGV[1], 1, 19) then return 0 end
            local ttl = math.max(tonumber(ARGV[2]), redis.call('PTTL', KEYS[1]))
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ttl)
            return 1
            """);

    /** KEYS: key; ARGV: marker, milliseconds to live. Keeps what is there when its version is as high. */
    static final byte[] INVALIDATE = script("""
            local present = redis.call('GETRANGE', KEYS[1], 0, 18)
            local ttl = math.max(tonumber(ARGV[2]), redis.call('PTTL', KEYS[1]))
            if present ~= '' and present >= string.sub(ARGV[1], 1, 19) then
              redis.call('PEXPIRE', KEYS[1], ttl)
              return 0
            end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ttl)
            return 1
            """);

    private CacheEntry() {}

    static byte[] of(long version, byte[] value, long expiresAtMillis) {
        byte[] prefix = prefix(version, expiresAtMillis);
        byte[] entry = Arrays.copyOf(prefix, PREFIX + value.length);
        System.arraycopy(value, 0, entry, PREFIX, value.length);
        return entry;
    }

    static byte[] marker(long version) {
        return prefix(version, 0);
    }

    /** The value of an entry that has not expired; also empty for what others put under our keys. */
    static Optional<byte[]> value(byte[] entry, long nowMillis) {
        if (entry.length < PREFIX) {
            return Optional.empty();
        }
        try {
            long expiresAt = Long.parseLong(new String(entry, DIGITS, DIGITS, US_ASCII));
            return expiresAt > nowMillis
                    ? Optional.of(Arrays.copyOfRange(entry, PREFIX, entry.length))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static byte[] prefix(long version, long expiresAtMillis) {
        return String.format(Locale.ROOT, "%019d%019d", version, expiresAtMillis)
                .getBytes(US_ASCII);
    }

    private static byte[] script(String lua) {
        return lua.getBytes(UTF_8);
    }
}
