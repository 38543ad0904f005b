package dev.darkroom.stores.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.port.Cache;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The cache in Redis. Compare-and-set is one small script, so that two writers cannot interleave; reading is a plain
 * GET or MGET. Every wait is short, because a cache that is slow is worse than none.
 */
public final class RedisCache implements Cache {
    private static final int TIMEOUT_MILLIS = 200;
    private static final int MAX_CONNECTIONS = 32;
    private static final int CHECK_TIMEOUT_MILLIS = 1_500;
    private static final Duration MARKER_TTL = Duration.ofMinutes(5);

    private final URI uri;
    private final RedisClient redis;
    private final Circuit circuit = new Circuit();

    /** {@code uri} is {@code redis://[user:password@]host:port[/database]}. */
    public RedisCache(URI uri) {
        this.uri = uri;
        this.redis = connect(uri, TIMEOUT_MILLIS, MAX_CONNECTIONS);
    }

    @Override
    public Optional<byte[]> get(String key) {
        return circuit.<Optional<byte[]>>call(
                        () -> Optional.ofNullable(redis.get(key.getBytes(UTF_8))), Optional.empty())
                .flatMap(entry -> CacheEntry.value(entry, System.currentTimeMillis()));
    }

    @Override
    public Map<String, byte[]> getAll(Collection<String> keys) {
        List<String> asked = List.copyOf(keys);
        if (asked.isEmpty()) {
            return Map.of();
        }
        byte[][] names = asked.stream().map(key -> key.getBytes(UTF_8)).toArray(byte[][]::new);
        List<byte[]> entries = circuit.call(() -> redis.mget(names), List.of());
        long now = System.currentTimeMillis();
        Map<String, byte[]> found = new HashMap<>();
        for (int at = 0; at < entries.size(); at++) {
            String key = asked.get(at);
            Optional.ofNullable(entries.get(at))
                    .flatMap(entry -> CacheEntry.value(entry, now))
                    .ifPresent(value -> found.put(key, value));
        }
        return found;
    }

    @Override
    public void putIfNewer(String key, long version, byte[] value, Duration ttl) {
        if (version < 0 || ttl.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "An entry needs a version of at least 0 and a ttl of at least 1 ms: " + version + ", " + ttl);
        }
        byte[] entry = CacheEntry.of(version, value, System.currentTimeMillis() + ttl.toMillis());
        run(() -> redis.eval(
                CacheEntry.PUT,
                List.of(key.getBytes(UTF_8)),
                List.of(entry, Long.toString(ttl.toMillis()).getBytes(UTF_8))));
    }

    @Override
    public void invalidate(String key, long version) {
        if (version < 0) {
            throw new IllegalArgumentException("A version must be at least 0: " + version);
        }
        byte[] marker = CacheEntry.marker(version);
        run(() -> redis.eval(
                CacheEntry.INVALIDATE,
                List.of(key.getBytes(UTF_8)),
                List.of(marker, Long.toString(MARKER_TTL.toMillis()).getBytes(UTF_8))));
    }

    /** How many calls failed or were skipped since this cache was made, for a metric. */
    public long missedCalls() {
        return circuit.missed();
    }

    /** Asks on a connection of its own: the short timeouts and the circuit are for the hot path. */
    @Override
    public void check() {
        try (RedisClient once = connect(uri, CHECK_TIMEOUT_MILLIS, 1)) {
            once.ping();
        } catch (JedisException e) {
            throw new UnavailableException(
                    "Redis does not answer at " + uri.getHost() + ":" + uri.getPort() + ": " + e.getMessage()
                            + "; check that it runs there",
                    e);
        }
    }

    @Override
    public void close() {
        redis.close();
    }

    private void run(Supplier<Object> call) {
        Object unused = circuit.call(call, "");
    }

    private static RedisClient connect(URI uri, int timeoutMillis, int connections) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(connections);
        pool.setMaxIdle(connections);
        pool.setMinIdle(0);
        pool.setMaxWait(Duration.ofMillis(timeoutMillis));
        return RedisClient.builder()
                .hostAndPort(uri.getHost(), uri.getPort() < 0 ? 6379 : uri.getPort())
                .clientConfig(settings(uri, timeoutMillis))
                .poolConfig(pool)
                .build();
    }

    private static DefaultJedisClientConfig settings(URI uri, int timeoutMillis) {
        return DefaultJedisClientConfig.builder(uri)
                .connectionTimeoutMillis(timeoutMillis)
                .socketTimeoutMillis(timeoutMillis)
                .build();
    }
}
