package dev.darkroom.imaging.natives;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives the free memory of glibc's heap back to the system from time to time. By itself glibc keeps all that lies between
 * two pieces in use, and pictures of ever other sizes leave ever more such gaps.
 */
public final class NativeHeap {
    /** Seldom enough to cost nothing: a few milliseconds each time. */
    private static final int PHOTOS = 256;

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
            TRIM.ifPresent(trim -> trim.invokeInt(new Object[] {0L}));
        }
    }
}
