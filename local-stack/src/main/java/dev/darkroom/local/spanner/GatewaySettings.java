package dev.darkroom.local.spanner;

import java.time.Duration;

/**
 * How the gateway runs.
 *
 * @param port on 127.0.0.1; 0 for any free one
 * @param postgresUrl JDBC URL of the PostgreSQL behind it, with a superuser
 * @param idleTransaction after this long without a call a transaction that may write is rolled back; one that only
 *     reads blocks nobody and has ten times as long
 * @param ttlSweep time between two sweeps of expired rows
 * @param maxConnections PostgreSQL sessions, which is also how many transactions can be open
 */
public record GatewaySettings(
        int port, String postgresUrl, Duration idleTransaction, Duration ttlSweep, int maxConnections) {
    /**
     * As Spanner itself: locks of a transaction that has been idle for 10 seconds may be taken by others. A client that
     * was killed between a write and its commit blocks that row no longer than this.
     */
    public static final Duration IDLE_TRANSACTION = Duration.ofSeconds(10);

    /** Spanner itself deletes within 72 hours; an hour is often enough to be seen and seldom enough to cost nothing. */
    public static final Duration TTL_SWEEP = Duration.ofHours(1);

    /** Below {@link PostgresCommand#MAX_CONNECTIONS}, so that a person with psql still gets in. */
    public static final int MAX_CONNECTIONS = 48;

    public GatewaySettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must lie in [0, 65535]: " + port);
        }
        if (!postgresUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("postgres-url must begin with jdbc:postgresql: " + postgresUrl);
        }
        if (idleTransaction.toMillis() < 1 || ttlSweep.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "durations must be positive: idle " + idleTransaction + ", TTL sweep " + ttlSweep);
        }
        if (maxConnections < 2) {
            throw new IllegalArgumentException("max-connections must be at least 2: " + maxConnections);
        }
    }

    /** The defaults. */
    public static GatewaySettings of(int port, String postgresUrl) {
        return new GatewaySettings(port, postgresUrl, IDLE_TRANSACTION, TTL_SWEEP, MAX_CONNECTIONS);
    }
}
