package dev.darkroom.local.stack;

import dev.darkroom.local.process.Pause;
import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The port numbers of one data directory: chosen once and remembered, so that endpoints stay valid over restarts. */
final class Ports {
    /** A process that was killed a moment ago may hold its port a little longer. */
    private static final Duration RELEASE = Duration.ofSeconds(2);

    private final Path file;

    Ports(Path file) {
        this.file = file;
    }

    /** What was chosen before, by name. */
    Map<String, Integer> remembered() throws IOException {
        Map<String, Integer> ports = new TreeMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.trim().split("=", 2);
                if (words.length == 2 && words[1].matches("\\d{1,5}")) {
                    ports.put(words[0], Integer.valueOf(words[1]));
                }
            }
        }
        return ports;
    }

    /**
     * Chooses a number for every name and remembers it: what a running component has, else what the user wishes, else
     * what was used before, else what is preferred, else any that is free.
     */
    Map<String, Integer> choose(
            Map<String, Integer> preferred, Set<String> running, Map<String, Integer> wishes, Watcher watcher)
            throws IOException, StackException, InterruptedException {
        for (String name : wishes.keySet()) {
            if (!preferred.containsKey(name)) {
                throw new IllegalArgumentException(
                        "No port is named " + name + "; known: " + String.join(", ", preferred.keySet()));
            }
        }
        Map<String, Integer> before = remembered();
        Map<String, Integer> chosen = new TreeMap<>();
        for (String name : preferred.keySet()) {
            if (running.contains(name) && before.containsKey(name)) {
                chosen.put(name, before.get(name));
            }
        }
        for (var entry : preferred.entrySet()) {
            String name = entry.getKey();
            if (chosen.containsKey(name)) {
                continue;
            }
            int first = wishes.getOrDefault(name, before.getOrDefault(name, entry.getValue()));
            boolean usable = !chosen.containsValue(first)
                    && Pause.until(before.containsKey(name) ? RELEASE : Duration.ZERO, () -> isFree(first));
            if (!usable && wishes.containsKey(name)) {
                throw new StackException("Port " + first + ", asked for " + name + ", is taken: name another one");
            }
            int number = usable ? first : anyFree(chosen.values());
            if (!usable) {
                watcher.note("Port " + first + " is taken; " + name + " gets " + number);
            }
            chosen.put(name, number);
        }
        Files.writeString(
                file,
                chosen.entrySet().stream()
                        .map(port -> port.getKey() + "=" + port.getValue())
                        .collect(Collectors.joining("\n", "", "\n")));
        return chosen;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int anyFree(Collection<Integer> taken) {
        Set<Integer> refused = new HashSet<>(taken);
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (refused.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("this machine has no free port", e);
            }
        }
    }
}
