package dev.darkroom.imaging.sandbox;

import dev.darkroom.imaging.format.Limits;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What decides a sandbox.
 *
 * @param workers photos that are decoded at a time; one process more than these is running
 * @param deadline how long a photo may take
 * @param maxMemoryBytes address space of one worker, its Java included
 * @param state folder for the counts of attempts, which outlive this process
 */
public record SandboxOptions(
        int workers, Duration deadline, long maxMemoryBytes, Path state, Limits limits, RenditionRecipe recipe) {
    private static final long MIN_MEMORY_BYTES = 1L << 30;

    public SandboxOptions {
        if (workers < 1 || deadline.isNegative() || deadline.isZero() || maxMemoryBytes < MIN_MEMORY_BYTES) {
            throw new IllegalArgumentException("Sandbox must have 1 worker, a deadline and " + MIN_MEMORY_BYTES
                    + " bytes of memory or more: " + workers + ", " + deadline + ", " + maxMemoryBytes);
        }
    }

    /** A worker for each processor, a minute, 2 GiB, the default limits and recipe. */
    public static SandboxOptions of(Path state) {
        return new SandboxOptions(
                Runtime.getRuntime().availableProcessors(),
                Duration.ofMinutes(1),
                2L << 30,
                state,
                Limits.DEFAULT,
                RenditionRecipe.DEFAULT);
    }

    /** The same with another number of workers. */
    public SandboxOptions withWorkers(int number) {
        return new SandboxOptions(number, deadline, maxMemoryBytes, state, limits, recipe);
    }

    /** Where this user's programs keep their state: {@code $XDG_STATE_HOME/darkroom/sandbox}. */
    public static Path defaultState() {
        return Optional.ofNullable(System.getenv("XDG_STATE_HOME"))
                .filter(home -> !home.isBlank())
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home", "."), ".local", "state"))
                .resolve("darkroom")
                .resolve("sandbox");
    }
}
