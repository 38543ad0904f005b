package dev.darkroom.spark.backfill;

import dev.darkroom.core.error.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes tasks wait longer and longer before each photo while live uploads are late. The pause doubles with every look that
 * finds them late, up to half a minute, and halves with every other, so a run never stands still for good. Safe for
 * threads; all tasks of a process share one.
 */
final class Throttle {
    private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Duration limit;
    private final Lag lag;
    private final InstantSource clock;
    private Instant nextLook = Instant.MIN;
    private Duration pause = Duration.ZERO;

    Throttle(Duration limit, Lag lag, InstantSource clock) {
        this.limit = limit;
        this.lag = lag;
        this.clock = clock;
    }

    /** One that looks at {@code live}, or else never waits. */
    static Throttle of(Optional<LiveLimit> live) {
        InstantSource clock = InstantSource.system();
        return live.map(where -> new Throttle(where.limit(), new LiveLag(where.metrics())::look, clock))
                .orElseGet(() -> new Throttle(Duration.ZERO, Optional::empty, clock));
    }

    /**
     * Waits as long as is due before a photo.
     *
     * @param deadline no longer than until then
     */
    void await(Instant deadline) {
        try {
            Duration left = Duration.between(clock.instant(), deadline);
            Duration due = pause();
            if (!due.isZero() && !left.isNegative()) {
                Thread.sleep((left.compareTo(due) < 0 ? left : due).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Stopped while waiting for live uploads", e);
        }
    }

    /** How long to wait before a photo now; looks again when the last look is two seconds old. */
    synchronized Duration pause() throws InterruptedException {
        if (!clock.instant().isBefore(nextLook)) {
            look();
            nextLook = clock.instant().plus(BETWEEN_LOOKS);
        }
        return pause;
    }

    private void look() throws InterruptedException {
        boolean late =
                lag.sinceLastLook().filter(found -> found.compareTo(limit) > 0).isPresent();
        Duration before = pause;
        if (late) {
            Duration longer = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        } else {
            pause = pause.compareTo(FIRST_PAUSE) <= 0 ? Duration.ZERO : pause.dividedBy(2);
        }
        if (!pause.equals(before)) {
            LOG.info("Live uploads are {}: {} ms before each photo", late ? "late" : "in time", pause.toMillis());
        }
    }

    /** How long live uploads took since it was last asked; nothing when nobody knows. */
    interface Lag {
        Optional<Duration> sinceLastLook() throws InterruptedException;
    }
}
