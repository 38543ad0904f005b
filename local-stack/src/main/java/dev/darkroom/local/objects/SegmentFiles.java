package dev.darkroom.local.objects;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files with the bytes, numbered in the order of their making, {@value #PER_DIRECTORY} to a directory.
 *
 * <p>A file is whole and flushed, and so is its name, before the index mentions it, and the index forgets it before it is deleted. So a crash
 * can only leave files too many, and a start finds them without looking at all: those made since a number below which everything is known to be
 * settled, and those the index has noted as garbage.
 */
final class SegmentFiles {
    private static final Logger log = LoggerFactory.getLogger(SegmentFiles.class);
    private static final int PER_DIRECTORY = 1024;
    private static final int MAX_UNNOTED = 4096;

    private final Path root;
    private final AtomicLong lastId = new AtomicLong();
    private final ConcurrentSkipListSet<Long> unsettled = new ConcurrentSkipListSet<>();
    private final Queue<Long> deleted = new ConcurrentLinkedQueue<>();
    private long sweptBelow;
    private long notedId;

    SegmentFiles(Path root) {
        this.root = root;
    }

    /** Deletes what a crash has left, and learns which numbers are free. */
    void recover(Session session) throws IOException, SQLException {
        Files.createDirectories(root);
        sync(root.toAbsolutePath().getParent());
        sweptBelow = number(session, "SELECT settled FROM number");
        long removed = 0;
        for (long id : session.list("SELECT id FROM garbage", row -> row.getLong(1))) {
            removed += Files.deleteIfExists(file(id)) ? 1 : 0;
        }
        session.update("DELETE FROM garbage");
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path directory : directories) {
                if ((Long.parseLong(directory.getFileName().toString(), 16) + 1) * PER_DIRECTORY > sweptBelow) {
                    removed += sweep(directory, session);
                }
            }
        }
        // What was taken since that was noted, and given up again, left no trace; none of it is taken twice.
        lastId.set(number(session, "SELECT taken FROM number") + MAX_UNNOTED);
        tidy(session, 0);
        session.commit();
        if (removed > 0) {
            log.info("Removed {} files of objects that a crash had left unfinished or undeleted", removed);
        }
    }

    private long sweep(Path directory, Session session) throws IOException, SQLException {
        long removed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                long id = Long.parseLong(file.getFileName().toString(), 16);
                if (id >= sweptBelow
                        && session.first("SELECT id FROM body WHERE id = ?", row -> row.getLong(1), id)
                                .isEmpty()) {
                    Files.delete(file);
                    removed++;
                }
            }
        }
        return removed;
    }

    private static long number(Session session, String sql) throws SQLException {
        return session.first(sql, row -> row.getLong(1)).orElseThrow();
    }

    /** Along with a commit: forgets garbage that is gone, and moves the number up below which everything is settled. */
    void tidy(Session session) throws SQLException {
        tidy(session, MAX_UNNOTED / 2);
    }

    private void tidy(Session session, int slack) throws SQLException {
        for (Long id = deleted.poll(); id != null; id = deleted.poll()) {
            session.update("DELETE FROM garbage WHERE id = ?", id);
        }
        // In this order: what is taken meanwhile is above the first number.
        long last = lastId.get();
        long settled = Optional.ofNullable(unsettled.ceiling(0L)).orElse(last + 1);
        if (last - notedId > slack || settled - sweptBelow > slack) {
            session.update("UPDATE number SET settled = ?, taken = ?", settled, last);
            sweptBelow = settled;
            notedId = last;
        }
    }

    /** A number nothing has had yet. */
    synchronized long nextId() {
        return lastId.incrementAndGet();
    }

    SegmentWriter create() throws IOException {
        long id = nextUnsettledId();
        try {
            Path file = file(id);
            makeDirectory(file.getParent());
            return new SegmentWriter(
                    this, id, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        } catch (IOException e) {
            unsettled.remove(id);
            throw e;
        }
    }

    /** The number is among the unsettled before anybody can see that it is taken. */
    private synchronized long nextUnsettledId() {
        long id = lastId.get() + 1;
        unsettled.add(id);
        lastId.set(id);
        return id;
    }

    /** The same bytes under another number, at no cost where the file system has links. */
    Segment duplicate(Segment segment) throws IOException {
        Segment copy = new Segment(nextUnsettledId(), segment.size());
        try {
            Path file = file(copy.id());
            makeDirectory(file.getParent());
            copy(file(segment.id()), file);
            sync(file.getParent());
            return copy;
        } catch (IOException e) {
            discard(List.of(copy));
            throw e;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(from, to);
            sync(to);
        }
    }

    FileChannel open(Segment segment) throws IOException {
        return FileChannel.open(file(segment.id()), StandardOpenOption.READ);
    }

    /** The index knows of these now. */
    void settle(List<Segment> segments) {
        segments.forEach(segment -> unsettled.remove(segment.id()));
    }

    /** The index never knew of these. */
    void discard(List<Segment> segments) throws IOException {
        for (Segment segment : segments) {
            Files.deleteIfExists(file(segment.id()));
        }
        settle(segments);
    }

    /** The index has noted these as garbage. */
    void delete(List<Segment> segments) throws IOException {
        for (Segment segment : segments) {
            Files.deleteIfExists(file(segment.id()));
            deleted.add(segment.id());
        }
    }

    void syncName(long id) throws IOException {
        sync(file(id).getParent());
    }

    private synchronized void makeDirectory(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
            sync(root);
        } catch (FileAlreadyExistsException e) {
            // Made by the first of its files.
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path file(long id) {
        return root.resolve(String.format("%06x", id / PER_DIRECTORY)).resolve(String.format("%08x", id));
    }
}
