package dev.darkroom.local.bench;

import dev.darkroom.core.transform.TransformId;
import dev.darkroom.local.client.AdminClient;
import dev.darkroom.local.process.Pause;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Watcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes back and forth between two versions under the eyes of a client.
 *
 * @param flips seconds from the request until the last answer by the version that was left
 * @param rollbacks the same, back to the old one
 */
record BackAndForth(List<Double> flips, List<Double> rollbacks) {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Longer than any answer takes: what was not seen for so long is gone. */
    private static final Duration GONE = Duration.ofSeconds(3);

    /** Begins with {@code fresh} live, and {@code old} what was live before it; {@code times} in each direction. */
    static BackAndForth go(Viewer viewer, AdminClient admin, Watcher watcher, String old, String fresh, int times)
            throws StackException, InterruptedException {
        String name = TransformId.parse(fresh).name();
        List<Double> forth = new ArrayList<>();
        List<Double> back = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            watcher.note("Back and forth, " + (i + 1) + " of " + times + " ...");
            back.add(timed(viewer, fresh, old, () -> admin.rollback(name)));
            forth.add(timed(viewer, old, fresh, () -> admin.move(fresh, "live")));
        }
        return new BackAndForth(forth, back);
    }

    /** Seconds from the request until the last answer by {@code left}. */
    static double timed(Viewer viewer, String left, String taken, Request request)
            throws StackException, InterruptedException {
        long begun = System.nanoTime();
        request.send();
        boolean gone = Pause.until(
                LIMIT,
                () -> viewer.lastSeen(taken) > begun
                        && System.nanoTime() - Math.max(begun, viewer.lastSeen(left)) > GONE.toNanos());
        if (!gone) {
            throw new StackException("After " + LIMIT.toSeconds() + " s answers still do not name " + taken + " alone");
        }
        return Math.max(0, viewer.lastSeen(left) - begun) / 1e9;
    }

    /** Asks for a flip, one way or the other. */
    @FunctionalInterface
    interface Request {
        void send() throws StackException, InterruptedException;
    }
}
