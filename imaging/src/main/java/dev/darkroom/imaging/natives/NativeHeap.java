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
 */
public final class NativeHeap {
    /** Seldom enough to cost nothing that can be measured: some twenty milliseconds each time. */
    static final int PHOTOS = 256;

    private static final Optional<Function> TRIM = find();
    private static final AtomicInteger SINCE = new AtomicInteger();

    private NativeHeap() {}

    /** Another system's library has no such function, and another heap. */
    private static Optional<Function> find() {
        try {
            return Optional.of(NativeLibrary.getProcess().getFunction("malloc_trim"));
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
