package dev.darkroom.imaging.sandbox;

import dev.darkroom.imaging.format.Limits;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What decides a sandbox.
 *
 * @param workers photos that are decoded at a time
 * @param spares processes that stand ready behind these, in the place of those that die: so many deaths in a row cost no
 *     wait, and each of them about 80 MB of memory
 * @param deadline how long a photo may take
 * @param maxMemoryBytes address space of one worker, its Java included
 * @param photosPerWorker after so many a spare takes a worker's place: what is left behind in the memory of a process never
 *     becomes more than of so many photos
 * @param state folder for the counts of attempts, which outlive this process
 */
public record SandboxOptions(
        int workers,
        int spares,
        Duration deadline,
        long maxMemoryBytes,
        int photosPerWorker,
        Path state,
        Limits limits,
        RenditionRecipe recipe) {
    /** Some 16 MB more than at its beginning; and a start, of about a second, costs nothing beside so many photos. */
    private static final int PHOTOS_PER_WORKER = 10_000;

    private static final long MIN_MEMORY_BYTES = 1L << 30;

    public SandboxOptions {
        if (workers < 1
                || spares < 1
                || photosPerWorker < 1
                || deadline.isNegative()
                || deadline.isZero()
                || maxMemoryBytes < MIN_MEMORY_BYTES) {
            throw new IllegalArgumentException("Sandbox must have 1 worker, 1 spare one, a deadline, "
                    + MIN_MEMORY_BYTES + " bytes of memory and 1 photo per worker or more: " + workers + ", " + spares
                    + ", " + deadline + ", " + maxMemoryBytes + ", " + photosPerWorker);
        }
    }

    /** With workers that live as long as is usual. */
    public SandboxOptions(
            int workers,
            int spares,
            Duration deadline,
            long maxMemoryBytes,
            Path state,
            Limits limits,
            RenditionRecipe recipe) {
        this(workers, spares, deadline, maxMemoryBytes, PHOTOS_PER_WORKER, state, limits, recipe);
    }

    /** A worker for each processor, two spare ones, a minute, 2 GiB, the default limits and recipe. */
    public static SandboxOptions of(Path state) {
        return new SandboxOptions(
                Runtime.getRuntime().availableProcessors(),
                2,
                Duration.ofMinutes(1),
                2L << 30,
                state,
                Limits.DEFAULT,
                RenditionRecipe.DEFAULT);
    }

    /** The same with another number of workers. */
    public SandboxOptions withWorkers(int number) {
        return new SandboxOptions(number, spares, deadline, maxMemoryBytes, photosPerWorker, state, limits, recipe);
    }

    /** The same with another number of spare workers. */
    public SandboxOptions withSpares(int number) {
        return new SandboxOptions(workers, number, deadline, maxMemoryBytes, photosPerWorker, state, limits, recipe);
    }

    /** The same with workers that live for so many photos. */
    public SandboxOptions withPhotosPerWorker(int number) {
        return new SandboxOptions(workers, spares, deadline, maxMemoryBytes, number, state, limits, recipe);
    }

    /** The same with other limits. */
    public SandboxOptions withLimits(Limits others) {
        return new SandboxOptions(workers, spares, deadline, maxMemoryBytes, photosPerWorker, state, others, recipe);
    }

    /** The same with another recipe. */
    public SandboxOptions withRecipe(RenditionRecipe other) {
        return new SandboxOptions(workers, spares, deadline, maxMemoryBytes, photosPerWorker, state, limits, other);
    }

    /**
     * What {@code DARKROOM_SANDBOX_STATE} names, or else where this user's programs keep their state:
     * {@code $XDG_STATE_HOME/darkroom/sandbox}.
     */
    public static Path defaultState() {
        return folder("DARKROOM_SANDBOX_STATE")
                .orElseGet(() -> folder("XDG_STATE_HOME")
                        .orElse(Path.of(System.getProperty("user.home", "."), ".local", "state"))
                        .resolve("darkroom")
                        .resolve("sandbox"));
    }

    private static Optional<Path> folder(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
