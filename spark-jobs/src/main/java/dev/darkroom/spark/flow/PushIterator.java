package dev.darkroom.spark.flow;

import java.io.Serializable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Turns a scan that pushes into an iterator that is pulled, with at most 1,000 elements in between, so that a Spark task
 * streams a store without holding it. For one thread; an abandoned scan ends with its daemon thread.
 */
public final class PushIterator<T> implements Iterator<T> {
    private static final int IN_BETWEEN = 1_000;

    private final BlockingQueue<Signal<T>> queue = new ArrayBlockingQueue<>(IN_BETWEEN);
    private Optional<Signal<T>> next = Optional.empty();

    private PushIterator() {}

    /** Runs {@code scan} on a thread of its own and iterates over what it pushes. */
    public static <T> Iterator<T> over(Scan<T> scan) {
        PushIterator<T> iterator = new PushIterator<>();
        Thread thread = new Thread(() -> iterator.run(scan), "scan");
        thread.setDaemon(true);
        thread.start();
        return iterator;
    }

    private void run(Scan<T> scan) {
        try {
            scan.run(element -> send(new Element<>(element)));
            send(new End<>());
        } catch (Throwable e) {
            // Also an error: whoever pulls would wait for ever.
            send(new Failure<>(e));
        }
    }

    private void send(Signal<T> signal) {
        try {
            queue.put(signal);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Scan was interrupted", e);
        }
    }

    @Override
    public boolean hasNext() {
        Signal<T> signal = peek();
        if (signal instanceof Failure<T> failure) {
            throw new IllegalStateException("Scan failed: " + failure.cause.getMessage(), failure.cause);
        }
        return signal instanceof Element<T>;
    }

    @Override
    public T next() {
        if (hasNext() && peek() instanceof Element<T> element) {
            next = Optional.empty();
            return element.value;
        }
        throw new NoSuchElementException("The scan has ended");
    }

    private Signal<T> peek() {
        if (next.isEmpty()) {
            try {
                next = Optional.of(queue.take());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for the scan", e);
            }
        }
        return next.get();
    }

    private sealed interface Signal<T> {}

    private record Element<T>(T value) implements Signal<T> {}

    private record End<T>() implements Signal<T> {}

    private record Failure<T>(Throwable cause) implements Signal<T> {}

    /** Pushes everything there is, then returns. */
    public interface Scan<T> extends Serializable {
        void run(Consumer<T> consumer);
    }
}
