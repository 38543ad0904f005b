package dev.darkroom.imaging.format;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/** Random access to an image's bytes through a small window, so that a header costs a few reads of a large file. */
final class ByteSource {
    private static final int WINDOW_BYTES = 4096;

    private final SeekableByteChannel channel;
    private final long base;
    private final long size;
    private final boolean whole;
    private ByteBuffer window;
    private long windowStart;

    private ByteSource(SeekableByteChannel channel, long base, long size, boolean whole, ByteBuffer window) {
        this.channel = channel;
        this.base = base;
        this.size = size;
        this.whole = whole;
        this.window = window;
    }

    /** All of {@code bytes}, without a copy. */
    static ByteSource of(byte[] bytes) {
        return new ByteSource(null, 0, bytes.length, true, ByteBuffer.wrap(bytes));
    }

    static ByteSource of(SeekableByteChannel channel) throws IOException {
        return new ByteSource(
                channel,
                0,
                channel.size(),
                false,
                ByteBuffer.allocate(WINDOW_BYTES).limit(0));
    }

    /** A file within the file: {@code length} bytes from {@code start}, both already known to lie inside. */
    ByteSource slice(long start, long length) {
        ByteBuffer own = whole
                ? window.duplicate().clear().slice((int) start, (int) length)
                : ByteBuffer.allocate(WINDOW_BYTES).limit(0);
        return new ByteSource(channel, base + start, length, whole, own);
    }

    long size() {
        return size;
    }

    int u8(long at) throws IOException, RejectedException {
        return window(at, 1).get() & 0xff;
    }

    int u16(long at, ByteOrder order) throws IOException, RejectedException {
        return window(at, 2).order(order).getShort() & 0xffff;
    }

    int u16(long at) throws IOException, RejectedException {
        return u16(at, ByteOrder.BIG_ENDIAN);
    }

    long u32(long at, ByteOrder order) throws IOException, RejectedException {
        return window(at, 4).order(order).getInt() & 0xffffffffL;
    }

    long u32(long at) throws IOException, RejectedException {
        return u32(at, ByteOrder.BIG_ENDIAN);
    }

    /** Negative when the top bit is set, which no real length or offset has. */
    long u64(long at, ByteOrder order) throws IOException, RejectedException {
        return window(at, 8).order(order).getLong();
    }

    /** Four characters, as box and chunk types are. */
    String fourChars(long at) throws IOException, RejectedException {
        long value = u32(at);
        return new String(new char[] {
            (char) (value >> 24), (char) (value >> 16 & 0xff), (char) (value >> 8 & 0xff), (char) (value & 0xff)
        });
    }

    /** {@code length} bytes from {@code at}. */
    byte[] bytes(long at, int length) throws IOException, RejectedException {
        byte[] out = new byte[length];
        for (int done = 0; done < length; ) {
            int step = Math.min(length - done, WINDOW_BYTES);
            window(at + done, step).get(out, done, step);
            done += step;
        }
        return out;
    }

    /** The window, positioned at {@code at} with at least {@code length} bytes behind it. */
    private ByteBuffer window(long at, int length) throws IOException, RejectedException {
        if (at < 0 || at > size - length) {
            throw new RejectedException(
                    Reason.TRUNCATED, "File ends before its image: byte " + at + " needed, " + size + " there");
        }
        if (!whole && (at < windowStart || at + length > windowStart + window.limit())) {
            fill(at, length);
        }
        return window.position((int) (at - windowStart));
    }

    private void fill(long at, int length) throws IOException, RejectedException {
        window.clear();
        channel.position(base + at);
        while (window.hasRemaining() && channel.read(window) >= 0) {
            // read on: a channel may return less than asked
        }
        window.flip();
        windowStart = at;
        if (window.limit() < length) {
            throw new RejectedException(Reason.TRUNCATED, "File shrank while its header was read, at byte " + at);
        }
    }
}
