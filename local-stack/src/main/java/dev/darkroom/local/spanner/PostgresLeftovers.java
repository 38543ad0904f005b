package dev.darkroom.local.spanner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clears what a killed PostgreSQL leaves behind: processes that still hold its data, and a stale pid file. */
final class PostgresLeftovers {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresLeftovers.class);
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final long POLL_MILLIS = 50;

    private PostgresLeftovers() {}

    static void clear(Path data) throws IOException {
        if (!Files.exists(data.resolve("postmaster.pid"))) {
            return;
        }
        // Children of a killed postmaster end by themselves; a living postmaster whose launcher died is stopped here.
        List<ProcessHandle> living = holders(data);
        living.forEach(process -> LOG.warn("Stopping a PostgreSQL process left behind: pid {}", process.pid()));
        long deadline = System.nanoTime() + LIMIT.toNanos();
        for (ProcessHandle process : living) {
            process.destroy();
        }
        while (!holders(data).isEmpty()) {
            if (System.nanoTime() > deadline) {
                holders(data).forEach(ProcessHandle::destroyForcibly);
                deadline = System.nanoTime() + LIMIT.toNanos();
            }
            pause();
        }
        // Nobody holds the data, so the pid in the file belongs to nobody, or by now to a stranger.
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for PostgreSQL to end", e);
        }
    }

    /** PostgreSQL's processes make the data folder their working directory. */
    private static List<ProcessHandle> holders(Path data) throws IOException {
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return List.of();
        }
        Path real = data.toRealPath();
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process ->
                            workingDirectory(process).filter(real::equals).isPresent())
                    .toList();
        }
    }

    private static Optional<Path> workingDirectory(ProcessHandle process) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")));
        } catch (IOException | SecurityException e) {
            return Optional.empty(); // Ended meanwhile, or not ours to see.
        }
    }
}
