package dev.darkroom.local.launcher;

import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.LocalStack;
import dev.darkroom.local.stack.Watcher;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs work on a stack that ends with it: when the work is done, fails, or the JVM ends by Ctrl-C. */
final class Foreground {
    private static final Duration UNWIND_LIMIT = Duration.ofSeconds(20);

    private final LocalStack stack;
    private final Watcher watcher;
    private final Work<?> last;
    private final Thread owner = Thread.currentThread();
    private final Thread hook = new Thread(this::interruptAndStop, "stop-stack");
    private final CountDownLatch unwound = new CountDownLatch(1);
    private final AtomicBoolean stopped = new AtomicBoolean();

    private Foreground(LocalStack stack, Watcher watcher, Work<?> last) {
        this.stack = stack;
        this.watcher = watcher;
        this.last = last;
    }

    /** Does the work and then stops everything. */
    static <T> T run(LocalStack stack, Watcher watcher, Work<T> work)
            throws StackException, IOException, InterruptedException {
        return run(stack, watcher, work, () -> true);
    }

    /** Does the work, then stops everything, and at the very last does {@code last}, however the work ended. */
    static <T> T run(LocalStack stack, Watcher watcher, Work<T> work, Work<?> last)
            throws StackException, IOException, InterruptedException {
        Foreground foreground = new Foreground(stack, watcher, last);
        Runtime.getRuntime().addShutdownHook(foreground.hook);
        try {
            return work.run();
        } finally {
            foreground.unwound.countDown();
            if (foreground.stopped.compareAndSet(false, true)) {
                foreground.end();
            }
        }
    }

    private void interruptAndStop() {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        watcher.note("Stopping everything ...");
        try {
            // A start that is under way holds the lock of the data directory: it has to give up first.
            owner.interrupt();
            if (!unwound.await(UNWIND_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                watcher.note("The start under way does not give up; `./darkroom down` stops what is left.");
                return;
            }
            end();
        } catch (StackException | IOException e) {
            watcher.note(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() throws StackException, IOException, InterruptedException {
        stack.stop();
        last.run();
    }

    /** What is done while the stack is up. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws StackException, IOException, InterruptedException;
    }
}
