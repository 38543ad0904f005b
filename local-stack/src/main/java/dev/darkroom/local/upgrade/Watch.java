package dev.darkroom.local.upgrade;

import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Watches over a flip: until its time is over, or until something is worse than before. */
final class Watch {
    /** So often in a row nobody answers before that counts as worse; a service may just be starting again. */
    private static final int MAX_SILENCE = 6;

    private final Monitor monitor;
    private final Clock clock;
    private final Duration interval;
    private final PrintStream told;

    Watch(Monitor monitor, Clock clock, Duration interval, PrintStream told) {
        this.monitor = monitor;
        this.clock = clock;
        this.interval = interval;
        this.told = told;
    }

    /**
     * Looks at least once, also when {@code end} has passed.
     *
     * @param atFlip what was counted when the flip was made
     * @param live whether there is anything to watch over; it ends when there is not
     * @return what is worse; empty when nothing is
     */
    Optional<String> until(Instant end, Vitals atFlip, Duration liveLimit, Live live) throws InterruptedException {
        Judgement judgement = new Judgement(atFlip, liveLimit);
        int silence = 0;
        while (true) {
            try {
                if (!live.isLive()) {
                    return Optional.empty();
                }
                Optional<String> worse = judgement.worse(monitor.look().since(atFlip));
                if (worse.isPresent()) {
                    return worse;
                }
                silence = 0;
            } catch (IOException | StackException e) {
                silence++;
                told.println("watch: " + e.getMessage() + " (" + silence + " of " + MAX_SILENCE + " times)");
                if (silence == MAX_SILENCE) {
                    return Optional.of("the services or the pipeline do not answer (" + e.getMessage() + ")");
                }
            }
            if (silence == 0 && !clock.instant().isBefore(end)) {
                return Optional.empty();
            }
            Thread.sleep(interval.toMillis());
        }
    }

    /** Whether the version that is watched over is still live. */
    @FunctionalInterface
    interface Live {
        boolean isLive() throws StackException, InterruptedException;
    }
}
