package dev.darkroom.local.objects;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/** Writes one segment. What is not finished when this is closed is deleted. */
public final class SegmentWriter implements AutoCloseable {
    private final SegmentFiles files;
    private final long id;
    private final FileChannel channel;
    private long size;
    private boolean isFinished;

    SegmentWriter(SegmentFiles files, long id, FileChannel channel) {
        this.files = files;
        this.id = id;
        this.channel = channel;
    }

    public void write(byte[] buffer, int offset, int count) throws IOException {
        ByteBuffer remaining = ByteBuffer.wrap(buffer, offset, count);
        while (remaining.hasRemaining()) {
            channel.write(remaining);
        }
        size += count;
    }

    /** Waits until bytes and name are on the disk. */
    public Segment finish() throws IOException {
        channel.force(true);
        channel.close();
        files.syncName(id);
        isFinished = true;
        return new Segment(id, size);
    }

    @Override
    public void close() throws IOException {
        if (!isFinished) {
            channel.close();
            files.discard(List.of(new Segment(id, size)));
        }
    }
}
