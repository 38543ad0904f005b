package dev.darkroom.imaging.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a worker does to itself before it sees the first photo; none of it can be undone. */
final class Lockdown {
    private static final int O_RDONLY = 0;
    private static final int O_WRONLY = 1;
    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    private static final Path NETWORK = Path.of("/proc/self/ns/net");

    private Lockdown() {}

    /** Ends this process, now or later, when {@code parent} no longer is its parent. */
    static void dieWith(long parent) {
        Libc.prctl(Libc.PR_SET_PDEATHSIG, (long) Libc.SIGKILL);
        if (Libc.parent() != parent) {
            throw new IllegalStateException("The process that started this worker has ended: " + parent);
        }
    }

    /** The network namespace of this process, as the kernel names it; empty where it does not say. */
    static String networkNamespace() {
        try {
            return Files.readSymbolicLink(NETWORK).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    /** Gives everything up, then tries what is left. */
    static Protections apply(Setup setup) {
        String network = networkNamespace();
        boolean ownNamespaces = !network.isEmpty() && !network.equals(setup.networkNamespace());
        int[] deathSignal = new int[1];
        Libc.prctl(Libc.PR_GET_PDEATHSIG, deathSignal);
        Libc.limit(Libc.RLIMIT_CORE, 0);
        Libc.limit(Libc.RLIMIT_FSIZE, 0);
        Libc.limit(Libc.RLIMIT_AS, setup.maxMemoryBytes());
        long maxMemory = Libc.limit(Libc.RLIMIT_AS);
        Libc.prctl(Libc.PR_SET_NO_NEW_PRIVS, 1L);
        boolean noNewPrivileges = Libc.prctl(Libc.PR_GET_NO_NEW_PRIVS, 0L) == 1;
        boolean filtered = SystemCallFilter.ofThisProcessor()
                .map(SystemCallFilter::install)
                .orElse(false);
        return new Protections(
                maxMemory,
                filtered,
                noNewPrivileges,
                refused("socket", AF_INET, SOCK_STREAM, 0),
                refused("open", "/dev/null", O_WRONLY),
                refused("open", "/dev/null", O_RDONLY),
                refused("execve", "/nonexistent", null, null),
                ownNamespaces,
                deathSignal[0] == Libc.SIGKILL);
    }

    /** Whether the kernel forbids a call, which is another thing than that it fails. */
    private static boolean refused(String function, Object... arguments) {
        return Libc.call(function, arguments) < 0 && Libc.error() == Libc.EPERM;
    }
}
