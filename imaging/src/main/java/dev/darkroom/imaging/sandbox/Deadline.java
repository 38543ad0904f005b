package dev.darkroom.imaging.sandbox;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The time that one photo after the other has, and what happens to one that takes longer. Safe for threads.
 *
 * <p>The timer is not set anew for each photo, which would wake its thread each time: when it rings, it is set to what
 * the photo of that moment has left.
 */
final class Deadline {
    private final ScheduledExecutorService timer;
    private final Runnable onLate;
    private Future<?> ringing;
    private long rings;
    private long end;
    private boolean running;
    private boolean late;

    Deadline(ScheduledExecutorService timer, Runnable onLate) {
        this.timer = timer;
        this.onLate = onLate;
    }

    synchronized void start(Duration limit) {
        end = System.nanoTime() + limit.toNanos();
        running = true;
        if (ringing == null || end - rings < 0) {
            if (ringing != null) {
                ringing.cancel(false);
            }
            ringAtEnd();
        }
    }

    synchronized void stop() {
        running = false;
    }

    /** Whether a photo took longer. */
    synchronized boolean passed() {
        return late;
    }

    private void ringAtEnd() {
        rings = end;
        ringing = timer.schedule(this::ring, end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void ring() {
        if (isLate()) {
            onLate.run();
        }
    }

    private synchronized boolean isLate() {
        ringing = null;
        if (running && end - System.nanoTime() > 0) {
            ringAtEnd();
            return false;
        }
        late = running;
        return late;
    }
}
