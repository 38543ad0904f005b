package dev.darkroom.imaging.jpeg;

import com.sun.jna.Memory;
import java.util.Optional;

/** Native memory that is kept from photo to photo and grows to the largest: fresh pages would cost more than copying. */
final class NativeBuffer {
    private Optional<Memory> memory = Optional.empty();

    /** At least so many bytes; what was in it may be lost. */
    Memory of(long bytes) {
        if (size() < bytes) {
            free();
            memory = Optional.of(new Memory(bytes));
        }
        return memory.orElseThrow();
    }

    long size() {
        return memory.map(Memory::size).orElse(0L);
    }

    void free() {
        memory.ifPresent(Memory::close);
        memory = Optional.empty();
    }
}
