package dev.darkroom.ingest;

import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Lets in only so many uploads, and only so many bytes on the temporary disk, at once; the others wait a moment and are
 * then asked to come back. Safe for threads.
 */
final class Admission {
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Semaphore slots;
    private final Duration patience;
    private final long maxTempBytes;
    private final AtomicLong tempBytes = new AtomicLong();

    Admission(int maxUploads, long maxTempBytes, Duration patience) {
        this.slots = new Semaphore(maxUploads, true);
        this.maxTempBytes = maxTempBytes;
        this.patience = patience;
    }

    /**
     * Does the work of one upload once there is room for it.
     *
     * @param bytes the most it may put on the disk
     * @throws ProblemException {@link ErrorCode#UNAVAILABLE} when there is no room
     */
    <T> T admitted(long bytes, Supplier<T> work) {
        if (!acquire()) {
            throw busy("All upload slots are taken");
        }
        try {
            if (tempBytes.addAndGet(bytes) > maxTempBytes) {
                throw busy("The temporary disk is full of uploads under way");
            }
            return work.get();
        } finally {
            tempBytes.addAndGet(-bytes);
            slots.release();
        }
    }

    int free() {
        return slots.availablePermits();
    }

    private boolean acquire() {
        try {
            return slots.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ProblemException busy(String why) {
        return ProblemException.of(ErrorCode.UNAVAILABLE, why + "; send the photo again")
                .retryAfter(RETRY);
    }
}
