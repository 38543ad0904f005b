package dev.darkroom.imaging.natives;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class NativeHeapTest {
    @Test
    void whatLibrariesWereCalledWithIsFreedAfterSomePhotosThoughJavaNeedsNoMemory() {
        WeakReference<Memory> argument = new WeakReference<>(new Memory(8));

        for (int photo = 0; photo < NativeHeap.PHOTOS; photo++) {
            NativeHeap.photoDone();
        }

        assertThat(argument.get()).isNull();
    }
}
