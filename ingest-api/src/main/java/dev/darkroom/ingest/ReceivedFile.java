package dev.darkroom.ingest;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A photo on its way in: a bounded temporary file that is hashed while it is written, and removed on close. */
final class ReceivedFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceivedFile.class);

    private final Path file;
    private final FileChannel channel;
    private final long maxBytes;
    private long bytes;

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
            // At a position of its own: who inspects the header moves the channel's.
            for (long at = bytes; rest.hasRemaining(); ) {
                at += channel.write(rest, at);
            }
        } catch (IOException e) {
            throw full(file, e);
        }
        bytes += length;
    }

    /** Reads some of the bytes that are there, from {@code position} on. */
    int read(byte[] target, int offset, int length, long position) throws IOException {
        return channel.read(ByteBuffer.wrap(target, offset, length), position);
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
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("Temporary file stays until the next start: {}", file, e);
        }
    }

    private static UnavailableException full(Path file, IOException e) {
        return new UnavailableException(
                "Cannot write the temporary file " + file + "; is the disk full? " + e.getMessage(), e);
    }
}
