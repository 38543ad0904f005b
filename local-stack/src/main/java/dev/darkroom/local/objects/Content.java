package dev.darkroom.local.objects;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The bytes of an object, to be read by one thread. Its first file is open, so replacing or deleting an object of one segment does not cut off
 * who reads it; of one made of parts the reader may be cut off at the end of a part.
 */
public final class Content implements Closeable {
    private static final int BUFFER_BYTES = 1 << 17;

    private final SegmentFiles files;
    private final StoredObject object;
    private FileChannel channel;
    private int opened;

    private Content(SegmentFiles files, StoredObject object, FileChannel channel) {
        this.files = files;
        this.object = object;
        this.channel = channel;
    }

    static Content open(SegmentFiles files, StoredObject object) throws IOException {
        return new Content(files, object, files.open(object.segments().get(0)));
    }

    public StoredObject object() {
        return object;
    }

    /** Writes {@code count} bytes from {@code first} on. */
    public void copyTo(OutputStream out, long first, long count) throws IOException {
        byte[] buffer = new byte[(int) Math.min(Math.max(count, 1), BUFFER_BYTES)];
        long start = 0;
        long remaining = count;
        for (int i = 0; i < object.segments().size() && remaining > 0; i++) {
            long size = object.segments().get(i).size();
            long from = Math.max(first - start, 0);
            if (from < size) {
                long wanted = Math.min(size - from, remaining);
                seek(i);
                copy(out, from, wanted, buffer);
                remaining -= wanted;
            }
            start += size;
        }
    }

    private void seek(int segment) throws IOException {
        if (segment != opened) {
            channel.close();
            channel = files.open(object.segments().get(segment));
            opened = segment;
        }
    }

    private void copy(OutputStream out, long from, long count, byte[] buffer) throws IOException {
        long position = from;
        long end = from + count;
        while (position < end) {
            int wanted = (int) Math.min(buffer.length, end - position);
            int read = channel.read(ByteBuffer.wrap(buffer, 0, wanted), position);
            if (read < 0) {
                throw new EOFException("The file of " + object.name() + " is shorter than the object");
            }
            out.write(buffer, 0, read);
            position += read;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
