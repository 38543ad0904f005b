package dev.darkroom.stores.kafka;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** A client that is made when it is first needed, because making it already opens connections. Safe for threads. */
final class Lazily<T> {
    private final Supplier<T> maker;
    private T made;
    private boolean closed;

    Lazily(Supplier<T> maker) {
        this.maker = maker;
    }

    synchronized T get() {
        if (closed) {
            throw new IllegalStateException("The event log is closed");
        }
        if (made == null) {
            made = maker.get();
        }
        return made;
    }

    synchronized void close(Consumer<T> closer) {
        if (!closed && made != null) {
            closer.accept(made);
        }
        closed = true;
    }
}
