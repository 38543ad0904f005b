package dev.darkroom.imaging.natives;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives native memory that nobody uses back to the system from time to time, which neither Java nor glibc does by itself.
 *
 * <p>Each call of a library by JNA leaves some small pieces of native memory, for names and results, that are freed when
 * Java's collector finds their owners: most soon, some only when it looks through the old generation, which a process
 * that mostly works in native memory hardly ever needs. Pieces of last hour between pictures of ever other sizes are what
 * makes glibc's heap grow. So the collector is asked first.
 *
 * <p>And pictures are kept out of that heap. By itself glibc stops mapping large pieces one by one: whenever such a piece is
 * freed, all up to its size come from the heap from then on, and what is left between them is too small for the next.
 */
public final class NativeHeap {
    /** Seldom enough to cost nothing that can be measured: some twenty milliseconds each time. */
    static final int PHOTOS = 256;

    /** {@code M_MMAP_THRESHOLD} of {@code malloc.h}: larger pieces are mapped. Strips and files made stay in the heap. */
    private static final int MAP = -3;

    private static final int MAPPED_BYTES = 1 << 20;

    /** {@code M_TRIM_THRESHOLD}: by itself 128 kB once the other is said, which costs each photo its pages anew. */
    private static final int KEEP = -1;

    private static final int KEPT_BYTES = 16 << 20;

    private static final Optional<Function> TRIM = find("malloc_trim");
    private static final AtomicInteger SINCE = new AtomicInteger();

    static {
        find("mallopt").ifPresent(set -> {
            set.invokeInt(new Object[] {MAP, MAPPED_BYTES});
            set.invokeInt(new Object[] {KEEP, KEPT_BYTES});
        });
    }

    private NativeHeap() {}

    /** Another system's library has no such function, and another heap. */
    private static Optional<Function> find(String name) {
        try {
            return Optional.of(NativeLibrary.getProcess().getFunction(name));
        } catch (UnsatisfiedLinkError e) {
            return Optional.empty();
        }
    }

    /** To be called behind each photo. */
    public static void photoDone() {
        if (SINCE.incrementAndGet() % PHOTOS == 0) {
            System.gc();
            TRIM.ifPresent(trim -> trim.invokeInt(new Object[] {0L}));
        }
    }
}
