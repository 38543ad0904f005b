package dev.darkroom.local.stack;

import dev.darkroom.local.process.FileTrouble;
import dev.darkroom.local.process.Pause;
import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Only one launcher at a time changes what runs in a data directory. */
final class DataLock {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Path data;

    DataLock(Path data) {
        this.data = data;
    }

    /** Does the work once no other launcher holds the lock; errors of the file system are told in the user's terms. */
    <T> T whileHeld(Work<T> work) throws StackException, InterruptedException {
        try {
            Files.createDirectories(data);
            Path file = data.resolve("lock");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                if (!take(channel, LIMIT)) {
                    throw new StackException("Another launcher has been changing " + data + " for " + LIMIT.toMinutes()
                            + " minutes: wait for it, or end it");
                }
                return work.run();
            }
        } catch (IOException e) {
            throw new StackException("Cannot use the data directory " + data + ": " + FileTrouble.reason(e), e);
        }
    }

    /** Whether the lock was to be had within {@code limit}; it is held until {@code channel} is closed. */
    static boolean take(FileChannel channel, Duration limit) throws IOException, InterruptedException {
        AtomicReference<IOException> broken = new AtomicReference<>();
        boolean taken = Pause.until(limit, () -> tryLock(channel, broken) || broken.get() != null);
        if (broken.get() != null) {
            throw broken.get();
        }
        return taken;
    }

    private static boolean tryLock(FileChannel channel, AtomicReference<IOException> broken) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            broken.set(e);
            return false;
        }
    }

    /** What is done under the lock. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws StackException, IOException, InterruptedException;
    }
}
