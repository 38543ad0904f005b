package dev.darkroom.stores.spanner;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work that cannot be told how long it may take, done on a thread of its own so that those who wait for it can be. While it
 * is under way, whoever asks next waits for the same end: threads never pile up. Safe for threads.
 */
final class SharedQuestion {
    private final String name;
    private final Callable<?> work;
    private Optional<FutureTask<?>> underWay = Optional.empty();

    /** {@code name} becomes the thread's. */
    SharedQuestion(String name, Callable<?> work) {
        this.name = name;
        this.work = work;
    }

    /** Returns when the work has been done once more; what it throws is the cause of the {@link ExecutionException}. */
    void ask(Duration limit) throws ExecutionException, TimeoutException, InterruptedException {
        joined().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized FutureTask<?> joined() {
        if (underWay.isPresent() && !underWay.get().isDone()) {
            return underWay.get();
        }
        FutureTask<?> task = new FutureTask<>(work);
        underWay = Optional.of(task);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
