package dev.darkroom.local.objects;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;

/**
 * A durable store of objects in one directory, for one process at a time; thread-safe.
 *
 * <p>Bytes lie in files, everything else in an index, which alone says what exists. Whatever a call has answered survives the death of the
 * process and of the machine; what a death leaves unfinished is removed when the store is opened again.
 */
public final class ObjectStore implements AutoCloseable {
    private final FileChannel lock;
    private final Index index;
    private final SegmentFiles files;
    private final Clock clock;

    private ObjectStore(FileChannel lock, Index index, SegmentFiles files, Clock clock) {
        this.lock = lock;
        this.index = index;
        this.files = files;
        this.clock = clock;
    }

    /** Opens the store in a directory, which is made when it is missing. */
    public static ObjectStore open(Path directory, Clock clock) throws IOException {
        Files.createDirectories(directory);
        FileChannel lock =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            requireAlone(lock, directory);
            NativeLibrary.unpackTo(directory.resolve("native"));
            SegmentFiles files = new SegmentFiles(directory.resolve("segments"));
            return new ObjectStore(lock, Index.open(directory.resolve("index.sqlite"), files), files, clock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void requireAlone(FileChannel lock, Path directory) throws IOException {
        try {
            if (lock.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // In this very process; the same answer.
        }
        throw new IOException("Another process has opened the objects in " + directory + "; stop it first");
    }

    public Buckets buckets() {
        return new Buckets(index, clock);
    }

    public Objects objects() {
        return new Objects(index, files, clock);
    }

    public Uploads uploads() {
        return new Uploads(index, files, clock);
    }

    public UploadCompletion completion() {
        return new UploadCompletion(index, files, clock);
    }

    public Listings listings() {
        return new Listings(index);
    }

    @Override
    public void close() throws IOException {
        try {
            index.close();
        } finally {
            lock.close();
        }
    }
}
