package dev.darkroom.local.chaos;

import dev.darkroom.local.process.StackException;
import java.util.List;
import java.util.Optional;

/**
 * One work of a round, ready to be run.
 *
 * @param backfilled the version that a backfill completes
 * @param faults what else is wrong when it is done
 */
record Task(Run run, Optional<String> backfilled, Faults faults) {
    static Task of(Run run) {
        return new Task(run, Optional.empty(), List::of);
    }

    /** Looks for faults. */
    @FunctionalInterface
    interface Faults {
        List<String> find() throws StackException, InterruptedException;
    }
}
