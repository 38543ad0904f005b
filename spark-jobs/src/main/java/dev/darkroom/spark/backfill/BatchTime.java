package dev.darkroom.spark.backfill;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a batch may take: one that is slow ends early, so that no core works on alone while others have nothing to do. It
 * begins one photo at least, so that there is an end to it. For one thread.
 */
final class BatchTime {
    private final Instant deadline;
    private final Duration longest;
    private final Throttle throttle;
    private Instant end = Instant.MAX;
    private boolean ranOut;

    /** {@code deadline} is that of the whole run. */
    BatchTime(Instant deadline, Duration longest, Throttle throttle) {
        this.deadline = deadline;
        this.longest = longest;
        this.throttle = throttle;
    }

    /** Whether another photo may be begun; waits before, while live uploads are late. */
    boolean mayBegin() {
        throttle.await(deadline);
        Instant now = Instant.now();
        if (!now.isBefore(deadline)) {
            return false;
        }
        ranOut = !now.isBefore(end);
        if (end.equals(Instant.MAX)) {
            end = now.plus(longest);
        }
        return !ranOut;
    }

    /** Whether the batch, and not the run, had no time left. */
    boolean ranOut() {
        return ranOut;
    }
}
