package dev.darkroom.spark.flow;

import java.util.concurrent.TimeUnit;

/** Lets a loop take at most so many steps a second, evenly. For one thread. */
public final class Pace {
    private final long nanosPerStep;
    private long due = System.nanoTime();

    public Pace(int perSecond) {
        this.nanosPerStep = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** Waits until the next step is due; time that was lost is not caught up. */
    public void next() {
        long now = System.nanoTime();
        try {
            TimeUnit.NANOSECONDS.sleep(due - now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while keeping pace", e);
        }
        due = Math.max(due, now) + nanosPerStep;
    }
}
