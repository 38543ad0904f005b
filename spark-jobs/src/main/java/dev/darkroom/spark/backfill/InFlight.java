package dev.darkroom.spark.backfill;

import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Applies a function to several elements at a time, so that one is read while another is decoded and a third is stored;
 * bounded in number and in bytes. Results come in the order in which they are ready.
 *
 * @param atOnce elements in hand
 * @param maxBytes of the elements in hand; a larger one is alone
 */
record InFlight<T>(int atOnce, long maxBytes, ToLongFunction<T> size) {
    InFlight {
        if (atOnce < 1 || maxBytes < 1) {
            throw new IllegalArgumentException(
                    "At least one element must be in hand at a time: " + atOnce + ", " + maxBytes + " bytes");
        }
    }

    /**
     * Hands the result of each element to {@code results}, on the calling thread, until there are no more or
     * {@code goOn}, which is asked before each element is begun and may wait, says no; what was begun is finished.
     *
     * @throws RuntimeException that of the function, after which nothing more is begun
     */
    <R> void run(Iterator<T> elements, BooleanSupplier goOn, Function<T, R> function, Consumer<R> results)
            throws InterruptedException {
        BlockingQueue<Ended<R>> ended = new LinkedBlockingQueue<>();
        ExecutorService hands = Executors.newFixedThreadPool(atOnce, task -> {
            Thread thread = new Thread(task, "backfill");
            thread.setDaemon(true);
            return thread;
        });
        try {
            int inHand = 0;
            long bytes = 0;
            T next = null;
            while (true) {
                if (next == null && elements.hasNext() && goOn.getAsBoolean()) {
                    next = elements.next();
                } else if (next == null && inHand == 0) {
                    return;
                }
                if (next != null && (inHand == 0 || (inHand < atOnce && bytes + size.applyAsLong(next) <= maxBytes))) {
                    T element = next;
                    hands.execute(() -> ended.add(Ended.of(function, element, size.applyAsLong(element))));
                    bytes += size.applyAsLong(element);
                    inHand++;
                    next = null;
                } else {
                    Ended<R> one = ended.take();
                    inHand--;
                    bytes -= one.bytes;
                    results.accept(one.result());
                }
            }
        } finally {
            hands.shutdownNow();
        }
    }

    /** A result, or the failure instead of it. */
    private record Ended<R>(R value, RuntimeException failure, long bytes) {
        static <T, R> Ended<R> of(Function<T, R> function, T element, long bytes) {
            try {
                return new Ended<>(function.apply(element), null, bytes);
            } catch (RuntimeException e) {
                return new Ended<>(null, e, bytes);
            } catch (Error e) {
                return new Ended<>(null, new IllegalStateException("An element could not be handled: " + e, e), bytes);
            }
        }

        R result() {
            if (failure != null) {
                throw failure;
            }
            return value;
        }
    }
}
