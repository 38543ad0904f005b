package dev.darkroom.web;

import java.time.Duration;

/**
 * How a server listens.
 *
 * @param host the address to bind
 * @param port 0 takes a free one
 * @param maxHeaderBytes of a request line and its headers together; more is refused
 * @param maxThreads requests that are worked on at once; more wait
 * @param idleTimeout a connection on which nothing moves for this long is closed
 * @param stopTimeout how long requests in flight may go on when the server stops
 */
public record HttpSettings(
        String host, int port, int maxHeaderBytes, int maxThreads, Duration idleTimeout, Duration stopTimeout) {
    private static final int USUAL_HEADER_BYTES = 16 << 10;

    public HttpSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("Port must lie in [0, 65535]: " + port);
        }
        if (maxHeaderBytes < 1_024 || maxHeaderBytes > 1 << 20) {
            throw new IllegalArgumentException("Headers must be allowed 1 KiB to 1 MiB, not " + maxHeaderBytes);
        }
        if (maxThreads < 8) {
            throw new IllegalArgumentException("A server needs at least 8 threads, not " + maxThreads);
        }
    }

    /** This machine only, headers of 16 KiB, 100 threads, 30 s idle, 20 s to stop. */
    public static HttpSettings local(int port) {
        return new HttpSettings(
                "127.0.0.1", port, USUAL_HEADER_BYTES, 100, Duration.ofSeconds(30), Duration.ofSeconds(20));
    }

    /** The same on another address. */
    public HttpSettings withHost(String address) {
        return new HttpSettings(address, port, maxHeaderBytes, maxThreads, idleTimeout, stopTimeout);
    }

    /** The same for requests whose line or headers may be this long. */
    public HttpSettings withMaxHeaderBytes(int bytes) {
        return new HttpSettings(host, port, bytes, maxThreads, idleTimeout, stopTimeout);
    }
}
