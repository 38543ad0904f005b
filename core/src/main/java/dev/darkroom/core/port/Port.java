package dev.darkroom.core.port;

import dev.darkroom.core.error.UnavailableException;

/** What every port has in common. Making an adapter does no I/O. Adapters are safe for threads. */
public interface Port extends AutoCloseable {
    /**
     * Asks the store whether a call would be likely to succeed now; answers within about two seconds.
     *
     * @throws UnavailableException when it would not, saying what to look at
     */
    void check();

    /** Lets go of connections and threads; repeatable. */
    @Override
    void close();
}
