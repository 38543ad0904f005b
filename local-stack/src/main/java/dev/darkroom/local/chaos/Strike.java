package dev.darkroom.local.chaos;

import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.LocalStack;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Kills one process without warning while a program runs, and brings it back when it is a component of the stack. */
final class Strike {
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

    private final LocalStack stack;
    private final Victim victim;
    private final Duration after;

    Strike(LocalStack stack, Victim victim, Duration after) {
        this.stack = stack;
        this.victim = victim;
        this.after = after;
    }

    /** Waits for the moment; whether anything was killed before the program ended by itself. */
    boolean at(Process program) throws StackException, InterruptedException {
        if (program.waitFor(after.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        if (victim.isComponent()) {
            stack.kill(victim.code());
            stack.start(Set.of(victim.code()));
            return true;
        }
        return victim == Victim.DRIVER ? kill(program.toHandle()) : killExecutor(program);
    }

    /** Executors come some seconds after the program, and go before it. */
    private static boolean killExecutor(Process program) throws InterruptedException {
        Optional<ProcessHandle> executor = executor(program);
        while (executor.isEmpty() && !program.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            executor = executor(program);
        }
        return executor.isPresent() && kill(executor.get());
    }

    private static Optional<ProcessHandle> executor(Process program) {
        return program.descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(EXECUTOR))
                .findFirst();
    }

    private static boolean kill(ProcessHandle process) {
        return process.destroyForcibly();
    }
}
