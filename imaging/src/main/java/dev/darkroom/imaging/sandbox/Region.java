package dev.darkroom.imaging.sandbox;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
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
 * <p>Pages that no message has touched take no memory. When the worker has been taken over, what lies there may change
 * while it is read: so each byte is read once, into a value of its own, and only that is checked and believed.
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

    /** Writes bytes as they are. */
    void put(int at, byte[] bytes) {
        memory.put(at, bytes);
    }

    /** Writes a value, and returns how many bytes it took. */
    int put(Class<?> type, Object value) {
        ByteBuffer out = memory.duplicate();
        RecordCodec.write(type, value, out);
        return out.position();
    }

    /**
     * A copy of some bytes.
     *
     * @throws IllegalArgumentException when there are not so many
     */
    byte[] bytes(int at, int length) {
        byte[] copy = new byte[checked(length, at)];
        memory.get(at, copy);
        return copy;
    }

    /**
     * Reads a value from the first bytes.
     *
     * @throws IllegalArgumentException when they are not one
     */
    <T> T get(Class<T> type, int length) {
        return RecordCodec.read(type, memory.slice(0, checked(length, 0)));
    }

    /** The first bytes as they lie there, until the next message. */
    Memory memory(int length) {
        return new MappedMemory(memory, length);
    }

    private int checked(int length, int at) {
        if (length < 0 || length > memory.capacity() - at) {
            throw new IllegalArgumentException("Message of " + length + " bytes in " + memory.capacity());
        }
        return length;
    }

    /** Memory that is not its own, and is never freed by it. */
    private static final class MappedMemory extends Memory {
        MappedMemory(MappedByteBuffer mapped, int length) {
            peer = Pointer.nativeValue(Native.getDirectBufferPointer(mapped));
            size = length;
        }
    }

    /** Lets go of the descriptor; the mapping goes with the object. */
    @Override
    public void close() {
        if (descriptor >= 0) {
            Libc.close(descriptor);
        }
    }
}
