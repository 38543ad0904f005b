package dev.darkroom.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How to run a server that refuses root: the command prefix that gives it another user id, empty when this process is
 * not root.
 *
 * <p>A user namespace is preferred, because files stay owned by root and any parent folder works. Where the kernel
 * forbids namespaces, {@code setpriv} drops to uid 65534 and {@link #own} hands the server its folders.
 */
public final class Unprivileged {
    private static final List<String> NAMESPACE = List.of("unshare", "-U", "--map-user=1000", "--map-group=1000");
    private static final List<String> SETPRIV = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    private final List<String> prefix;
    private final String description;

    private Unprivileged(List<String> prefix, String description) {
        this.prefix = prefix;
        this.description = description;
    }

    /** Finds out, by trying, which way this machine offers. Throws IllegalStateException when it offers none. */
    public static Unprivileged detect() {
        if (!isRoot()) {
            return new Unprivileged(List.of(), "as the current user");
        }
        if (prints(NAMESPACE, "1000")) {
            return new Unprivileged(NAMESPACE, "as uid 1000 of a user namespace (unshare -U)");
        }
        if (prints(SETPRIV, "65534")) {
            return new Unprivileged(SETPRIV, "as uid 65534 (setpriv)");
        }
        throw new IllegalStateException("Running as root, but neither 'unshare -U' nor 'setpriv' (util-linux) works: "
                + "run as an ordinary user, or allow user namespaces");
    }

    /** What to put before the server's command line. */
    public List<String> prefix() {
        return prefix;
    }

    /** The way taken, to be printed at start-up. */
    public String describe() {
        return description;
    }

    /** Lets the server write under {@code directory}; does something only where {@link #prefix} is setpriv. */
    public void own(Path directory) {
        if (prefix != SETPRIV) {
            return;
        }
        try {
            Process chown = new ProcessBuilder("chown", "-R", "65534:65534", directory.toString())
                    .inheritIO()
                    .start();
            if (!chown.waitFor(60, TimeUnit.SECONDS) || chown.exitValue() != 0) {
                throw new IllegalStateException("Cannot hand " + directory + " to uid 65534: run as an ordinary user");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run chown on " + directory, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while changing the owner of " + directory, e);
        }
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private static boolean prints(List<String> prefix, String expected) {
        List<String> command =
                Stream.concat(prefix.stream(), Stream.of("id", "-u")).toList();
        try {
            Process probe = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String out = new String(probe.getInputStream().readNBytes(64), StandardCharsets.UTF_8).strip();
            if (!probe.waitFor(10, TimeUnit.SECONDS)) {
                probe.destroyForcibly();
                return false;
            }
            return probe.exitValue() == 0 && out.equals(expected);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
