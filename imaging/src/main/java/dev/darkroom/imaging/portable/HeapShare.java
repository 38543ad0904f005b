package dev.darkroom.imaging.portable;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import java.util.concurrent.Semaphore;

/** A quarter of the Java heap, for the decoded pictures of all threads: a photo waits for its share, and returns it. */
final class HeapShare {
    private static final int KILOBYTES = (int) Math.min(Runtime.getRuntime().maxMemory() / 4096, Integer.MAX_VALUE);
    private static final Semaphore FREE = new Semaphore(KILOBYTES, true);

    private final int taken;

    private HeapShare(int taken) {
        this.taken = taken;
    }

    /** How many times a picture must be thinned out on both sides to fit in; 1 for not at all. */
    static int thinning(long bytes) {
        return Math.max(1, (int) Math.ceil(Math.sqrt((double) bytes / (1024L * KILOBYTES))));
    }

    /** Waits until so much is free. */
    static HeapShare take(long bytes, String what) throws RejectedException {
        long kilobytes = 1 + bytes / 1024;
        if (kilobytes > KILOBYTES) {
            throw new RejectedException(
                    Reason.TOO_MANY_PIXELS,
                    "Without libvips, a picture may take " + KILOBYTES + " kB of Java's heap, and this one (" + what
                            + ") takes " + kilobytes);
        }
        FREE.acquireUninterruptibly((int) kilobytes);
        return new HeapShare((int) kilobytes);
    }

    void close() {
        FREE.release(taken);
    }
}
