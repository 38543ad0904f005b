package dev.darkroom.web;

import java.time.Duration;

/**
 * How a server listens.
 *
 * @param host the address to bind
 * @param port 0 takes a free one
 * @param maxThreads requests that are worked on at once; more wait
 * @param idleTimeout a connection on which nothing moves for this long is closed
 * @param stopTimeout how long requests in flight may go on when the server stops
 */
public record HttpSettings(String host, int port, int maxThreads, Duration idleTimeout, Duration stopTimeout) {
    public HttpSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("Port must lie in [0, 65535]: " + port);
        }
        if (maxThreads < 8) {
            throw new IllegalArgumentException("A server needs at least 8 threads, not " + maxThreads);
        }
    }

    /** This machine only, 100 threads, 30 s idle, 20 s to stop. */
    public static HttpSettings local(int port) {
        return new HttpSettings("127.0.0.1", port, 100, Duration.ofSeconds(30), Duration.ofSeconds(20));
    }

    /** The same on another address. */
    public HttpSettings withHost(String address) {
        return new HttpSettings(address, port, maxThreads, idleTimeout, stopTimeout);
    }
}
