package dev.darkroom.spark.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Applies a function that waits for a store to many elements at once, within a bound, and gives the results in their
 * order. For one thread; {@link #close} ends the threads that work for it.
 */
final class AtOnce<T, R> implements Iterator<R>, AutoCloseable {
    private final Iterator<T> source;
    private final Function<T, R> function;
    private final int bound;
    private final ExecutorService workers;
    private final Deque<CompletableFuture<R>> underWay = new ArrayDeque<>();

    AtOnce(Iterator<T> source, Function<T, R> function, int bound) {
        this.source = source;
        this.function = function;
        this.bound = bound;
        this.workers = Executors.newFixedThreadPool(bound, task -> {
            Thread thread = new Thread(task, "at-once");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public boolean hasNext() {
        while (underWay.size() < bound && source.hasNext()) {
            T element = source.next();
            underWay.addLast(CompletableFuture.supplyAsync(() -> function.apply(element), workers));
        }
        return !underWay.isEmpty();
    }

    @Override
    public R next() {
        if (!hasNext()) {
            throw new NoSuchElementException("All results were taken");
        }
        try {
            return underWay.removeFirst().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
