package dev.darkroom.imaging.sandbox;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** The system calls that the JDK has no words for; their numbers are in the kernel's headers. */
final class Libc {
    static final int PR_SET_PDEATHSIG = 1;
    static final int PR_GET_PDEATHSIG = 2;
    static final int PR_SET_NO_NEW_PRIVS = 38;
    static final int PR_GET_NO_NEW_PRIVS = 39;
    static final int SIGKILL = 9;
    static final int RLIMIT_FSIZE = 1;
    static final int RLIMIT_CORE = 4;
    static final int RLIMIT_AS = 9;
    static final int EPERM = 1;

    private static final int MFD_CLOEXEC_ALLOW_SEALING = 3;
    private static final int F_ADD_SEALS = 1033;
    /** Against further seals, shrinking and growing. */
    private static final int SEALS = 7;

    private static final NativeLibrary C = NativeLibrary.getInstance("c");

    private Libc() {}

    /**
     * A descriptor of memory that has no name in any file system, of a length that nobody can change any more: who maps
     * it need not fear that somebody else cuts it off.
     */
    static int sharedMemory(String name, long bytes) {
        int descriptor = checked("memfd_create", name, MFD_CLOEXEC_ALLOW_SEALING);
        checked("ftruncate", descriptor, bytes);
        checked("fcntl", descriptor, F_ADD_SEALS, SEALS);
        return descriptor;
    }

    static void close(int descriptor) {
        call("close", descriptor);
    }

    static int parent() {
        return call("getppid");
    }

    static int prctl(int option, Object argument) {
        return checked("prctl", option, argument, 0L, 0L, 0L);
    }

    /** Lowers a limit of this process for good. */
    static void limit(int resource, long value) {
        checked("setrlimit", resource, new long[] {value, value});
    }

    /** The limit in force. */
    static long limit(int resource) {
        long[] limits = new long[2];
        checked("getrlimit", resource, limits);
        return limits[0];
    }

    /** Calls by name; -1 and {@link #error()} when it fails. */
    static int call(String function, Object... arguments) {
        return C.getFunction(function).invokeInt(arguments);
    }

    /** Why the last {@link #call} of this thread failed. */
    static int error() {
        return Native.getLastError();
    }

    private static int checked(String function, Object... arguments) {
        int result = call(function, arguments);
        if (result < 0) {
            throw new IllegalStateException(function + " failed: " + strerror(error()));
        }
        return result;
    }

    static String strerror(int error) {
        Pointer text = (Pointer) C.getFunction("strerror").invoke(Pointer.class, new Object[] {error});
        return text.getString(0) + " (" + error + ")";
    }
}
