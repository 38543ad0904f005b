package dev.darkroom.ingest;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A photo on its way in: a bounded temporary file that is hashed while it is written, and removed on close. Another thread
 * may read it meanwhile, but for its last byte, which it gets only when the photo is found to be good.
 */
final class ReceivedFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceivedFile.class);

    private final Path file;
    private final FileChannel channel;
    private final long maxBytes;
    private long bytes;
    private State state = State.ARRIVING;

    private enum State {
        ARRIVING,
        GOOD,
        GONE
    }

    private ReceivedFile(Path file, FileChannel channel, long maxBytes) {
        this.file = file;
        this.channel = channel;
        this.maxBytes = maxBytes;
    }

    /** An empty file that takes at most {@code maxBytes}. */
    static ReceivedFile in(TempFolder folder, long maxBytes) {
        Path file = folder.newFile();
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return new ReceivedFile(file, channel, maxBytes);
        } catch (IOException e) {
            throw full(file, e);
        }
    }

    /** Adds bytes, through {@code hashing}. */
    void write(byte[] buffer, int offset, int length, Hashing hashing) {
        if (bytes + length > maxBytes) {
            throw Uploads.tooLarge("more than " + maxBytes, maxBytes);
        }
        hashing.update(buffer, offset, length);
        ByteBuffer rest = ByteBuffer.wrap(buffer, offset, length);
        try {
            // At a position of its own: whoever reads meanwhile may move the channel's.
            for (long at = bytes; rest.hasRemaining(); ) {
                at += channel.write(rest, at);
            }
        } catch (IOException e) {
            throw full(file, e);
        }
        synchronized (this) {
            bytes += length;
            notifyAll();
        }
    }

    /** Lets readers have the last byte. */
    synchronized void release() {
        state = State.GOOD;
        notifyAll();
    }

    /** Its bytes from the first, also those that are still to come. */
    InputStream open() {
        return new Arriving();
    }

    /** What came: how much, and its hash, if it is not empty and keeps the promise. */
    ContentHash finish(Hashing hashing) {
        if (bytes == 0) {
            throw ProblemException.of(ErrorCode.EMPTY_BODY, "The photo has 0 bytes; send the file as the body");
        }
        return hashing.finish();
    }

    Path path() {
        return file;
    }

    FileChannel channel() {
        return channel;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        synchronized (this) {
            state = State.GONE;
            notifyAll();
        }
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("Temporary file stays until the next start: {}", file, e);
        }
    }

    /** How many bytes can be read from there, 0 at the end; waits until that is known. */
    private synchronized long readable(long position) throws IOException {
        try {
            while (state == State.ARRIVING && position >= bytes - 1) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Stopped while waiting for the rest of an upload");
        }
        if (state == State.GONE) {
            throw new EOFException("The upload ended before its last byte, or was refused");
        }
        return state == State.GOOD ? bytes - position : bytes - 1 - position;
    }

    private static UnavailableException full(Path file, IOException e) {
        return new UnavailableException(
                "Cannot write the temporary file " + file + "; is the disk full? " + e.getMessage(), e);
    }

    /** Waits for bytes no longer than the upload may take, which always ends in {@link #release} or {@link #close}. */
    private final class Arriving extends InputStream {
        private long position;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            long readable = length == 0 ? 0 : readable(position);
            if (readable == 0) {
                return length == 0 ? 0 : -1;
            }
            int read = channel.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(length, readable)), position);
            position += Math.max(0, read);
            return read;
        }
    }
}
