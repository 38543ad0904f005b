package dev.darkroom.local.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process that does one thing and ends, before others can go on. */
public record ShortRun(String name, Launch launch, Duration limit) {
    private static final int TAIL_LINES = 15;

    /**
     * Runs it and waits.
     *
     * @throws StackException with its last lines, when it fails or does not end within its limit
     */
    public void run(Site site) throws StackException, IOException {
        LogFile log =
                new LogFile(Files.createDirectories(site.data().resolve("logs")).resolve(name + ".log"));
        ProcessBuilder builder = new ProcessBuilder(launch.command())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.path().toFile());
        builder.environment().putAll(site.environment());
        builder.environment().putAll(launch.environment());
        Process process = builder.start();
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw failure("did not end within " + limit.toSeconds() + " s", log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while " + name + " ran", e);
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw failure("ended with code " + process.exitValue(), log);
        }
    }

    private StackException failure(String what, LogFile log) {
        return new StackException(name + " " + what + ". Its last lines, from " + log.path() + ":\n"
                + log.tail(TAIL_LINES) + "It is repeatable: once mended, run the same command again.");
    }
}
