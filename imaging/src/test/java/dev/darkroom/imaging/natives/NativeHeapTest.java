package dev.darkroom.imaging.natives;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class NativeHeapTest {
    private static final long PICTURE = 8 << 20;

    @Test
    void whatLibrariesWereCalledWithIsFreedAfterSomePhotosThoughJavaNeedsNoMemory() {
        WeakReference<Memory> argument = new WeakReference<>(new Memory(8));

        for (int photo = 0; photo < NativeHeap.PHOTOS; photo++) {
            NativeHeap.photoDone();
        }

        assertThat(argument.get()).isNull();
    }

    @Test
    void aPictureIsMappedByItselfAlsoAfterOneOfItsSizeWasFreed() {
        NativeHeap.photoDone();
        new Memory(PICTURE).close();

        try (Memory picture = new Memory(PICTURE)) {
            assertThat(isMapped(picture)).isTrue();
        }
    }

    /** A bit of the length that glibc keeps in front of each piece. */
    private static boolean isMapped(Memory piece) {
        return (new Pointer(Pointer.nativeValue(piece)).getLong(-Long.BYTES) & 2) != 0;
    }
}
