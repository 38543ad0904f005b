package dev.darkroom.local.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says whose a listening port is, so that the same service of another data directory is never mistaken for ours. Knows
 * only where there is {@code /proc}; elsewhere nobody counts as a stranger.
 */
final class PortOwner {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortOwner() {}

    /** True when somebody listens on {@code port} and it is surely none of {@code family}. */
    static boolean isStranger(int port, Collection<ProcessId> family) {
        try {
            Set<String> listening = new HashSet<>(listeners("tcp", port));
            listening.addAll(listeners("tcp6", port));
            if (listening.isEmpty()) {
                return false;
            }
            for (ProcessId member : family) {
                if (holdsAny(member, listening)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Set<String> listeners(String table, int port) throws IOException {
        Path file = PROC.resolve("self/net").resolve(table);
        if (!Files.exists(file)) {
            return Set.of();
        }
        String suffix = String.format(":%04X", port);
        Set<String> sockets = new HashSet<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.map(line -> line.trim().split("\\s+"))
                    .filter(fields -> fields.length > INODE && fields[STATE].equals(LISTENING))
                    .filter(fields -> fields[LOCAL_ADDRESS].endsWith(suffix))
                    .forEach(fields -> sockets.add("socket:[" + fields[INODE] + "]"));
        }
        return sockets;
    }

    private static boolean holdsAny(ProcessId process, Set<String> sockets) throws IOException {
        Path folder = PROC.resolve(Long.toString(process.pid())).resolve("fd");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (isOneOf(file, sockets)) {
                    return true;
                }
            }
            return false;
        } catch (NoSuchFileException e) {
            return false; // it has ended
        }
    }

    private static boolean isOneOf(Path file, Set<String> sockets) throws IOException {
        try {
            return sockets.contains(Files.readSymbolicLink(file).toString());
        } catch (NoSuchFileException e) {
            return false; // it was closed a moment ago
        }
    }
}
