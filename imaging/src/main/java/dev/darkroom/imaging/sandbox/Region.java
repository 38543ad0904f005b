package dev.darkroom.imaging.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Memory that this process and one worker both see. A message is in it from the start: the photo on its way there, the
 * answer, in the same place, on its way back.
 *
 * <p>Pages that no message has touched take no memory. What is read from it may change while it is read, when the worker
 * has been taken over: it is copied first, and only the copy is believed.
 */
final class Region implements AutoCloseable {
    private final int descriptor;
    private final MappedByteBuffer memory;

    private Region(int descriptor, MappedByteBuffer memory) {
        this.descriptor = descriptor;
        this.memory = memory;
    }

    /** New memory for messages of up to {@code bytes}. */
    static Region create(int bytes) throws IOException {
        int descriptor = Libc.sharedMemory("darkroom-decode", bytes);
        try {
            return new Region(descriptor, map(Path.of("/proc/self/fd/" + descriptor)));
        } catch (IOException e) {
            Libc.close(descriptor);
            throw e;
        }
    }

    /** The memory that the file {@code descriptor} stands for; its descriptor is no longer needed then. */
    static Region open(Path descriptor) throws IOException {
        return new Region(-1, map(descriptor));
    }

    private static MappedByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
        }
    }

    /** Where another process finds this memory while this one lives. */
    String path() {
        return "/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor;
    }

    /** Writes bytes as they are, and returns how many. */
    int put(byte[] bytes) {
        memory.put(0, bytes);
        return bytes.length;
    }

    /** Writes a value, and returns how many bytes it took. */
    int put(Class<?> type, Object value) {
        ByteBuffer out = memory.duplicate();
        RecordCodec.write(type, value, out);
        return out.position();
    }

    /**
     * A copy of the first bytes.
     *
     * @throws IllegalArgumentException when there are not so many
     */
    byte[] bytes(int length) {
        if (length < 0 || length > memory.capacity()) {
            throw new IllegalArgumentException("Message of " + length + " bytes in " + memory.capacity());
        }
        byte[] copy = new byte[length];
        memory.get(0, copy);
        return copy;
    }

    /** Lets go of the descriptor; the mapping goes with the object. */
    @Override
    public void close() {
        if (descriptor >= 0) {
            Libc.close(descriptor);
        }
    }
}
