package dev.darkroom.flink.develop;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.transform.Transform;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.imaging.Original;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Decodes in this process, and gives up on an original that takes too long: for those who trust theirs. Native code cannot be interrupted, so its thread is left behind
 * until it ends by itself; when all threads are left behind, photos wait, and then fail without being rejected, because
 * it is no longer their own fault. Safe for threads.
 */
final class DecodeDeadline<O> implements Transform<Original, O> {
    private final Transform<Original, O> transform;
    private final Duration limit;
    private final Semaphore threads;

    /** At most {@code threads} originals are decoded at once; others wait, and their time does not run yet. */
    DecodeDeadline(Transform<Original, O> transform, Duration limit, int threads) {
        this.transform = transform;
        this.limit = limit;
        this.threads = new Semaphore(threads, true);
    }

    @Override
    public TransformId id() {
        return transform.id();
    }

    /**
     * As the transform does.
     *
     * @throws RejectedException as the transform does, or with {@link Reason#DECODE_TIMEOUT}
     * @throws UnavailableException when no thread became free for long: earlier originals still hold them all
     */
    @Override
    public O apply(Original original) throws RejectedException {
        CompletableFuture<O> result = new CompletableFuture<>();
        try {
            if (!threads.tryAcquire(2 * limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UnavailableException(
                        "Every decoder thread has been busy for "
                                + limit.multipliedBy(2).toSeconds() + " s; if this stays so, restart this process",
                        null);
            }
            start(original, result);
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new RejectedException(
                    Reason.DECODE_TIMEOUT, "Decoding took longer than " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Stopped while decoding", e);
        }
    }

    private void start(Original original, CompletableFuture<O> result) {
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(transform.apply(original));
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    } finally {
                        threads.release();
                    }
                },
                "decode");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whatever the transform failed with, as itself. */
    private static RejectedException rethrown(Throwable failure) {
        if (failure instanceof RejectedException rejected) {
            return rejected;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }
}
