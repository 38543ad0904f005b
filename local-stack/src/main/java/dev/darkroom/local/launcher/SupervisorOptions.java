package dev.darkroom.local.launcher;

import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.LocalStack;
import dev.darkroom.local.stack.Supervisor;
import dev.darkroom.local.stack.Watcher;
import java.time.Duration;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options of every command that keeps a stack running. */
final class SupervisorOptions {
    private static final int LEAST_SECONDS = 10;

    @Option(
            names = "--hang-limit",
            paramLabel = "SECONDS",
            description = {
                "Start a component again that runs but has said nothing for so long, at least " + LEAST_SECONDS + ".",
                "Default: 60."
            })
    private long hangLimitSeconds = Supervisor.HANG_LIMIT.toSeconds();

    SupervisorOptions() {}

    Supervisor supervisor(LocalStack stack, Set<String> names, Watcher watcher) throws StackException {
        if (hangLimitSeconds < LEAST_SECONDS) {
            throw new StackException(
                    "--hang-limit must be at least " + LEAST_SECONDS + " seconds, not " + hangLimitSeconds);
        }
        return new Supervisor(stack, names, Duration.ofSeconds(hangLimitSeconds), watcher);
    }
}
