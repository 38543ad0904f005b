package dev.darkroom.local.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Bounded waiting for something outside this process, which cannot call us back. */
public final class Pause {
    private static final Duration STEP = Duration.ofMillis(50);

    private Pause() {}

    /** Asks until the answer is yes or the limit has passed; says whether it was yes. */
    public static boolean until(Duration limit, BooleanSupplier question) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!question.getAsBoolean()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            Thread.sleep(STEP.toMillis());
        }
        return true;
    }
}
