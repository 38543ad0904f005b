package dev.darkroom.imaging.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A channel that counts what is read through it. */
final class CountingChannel implements SeekableByteChannel {
    private final SeekableByteChannel inner;
    private long bytesRead;

    CountingChannel(SeekableByteChannel inner) {
        this.inner = inner;
    }

    long bytesRead() {
        return bytesRead;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = inner.read(target);
        bytesRead += Math.max(0, count);
        return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return inner.write(source);
    }

    @Override
    public long position() throws IOException {
        return inner.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        inner.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return inner.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        inner.truncate(size);
        return this;
    }

    @Override
    public boolean isOpen() {
        return inner.isOpen();
    }

    @Override
    public void close() throws IOException {
        inner.close();
    }
}
