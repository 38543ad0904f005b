package dev.darkroom.imaging.sandbox;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The workers of a process, as the operating system shows them. */
public final class Workers {
    private Workers() {}

    /** Those of this process. */
    public static List<ProcessHandle> mine() {
        return of(ProcessHandle.current());
    }

    public static List<ProcessHandle> of(ProcessHandle parent) {
        return parent.children().filter(Workers::isWorker).toList();
    }

    /** The first one that is seen to compute for a while: the one that decodes. */
    public static ProcessHandle busy() {
        Map<ProcessHandle, Long> before =
                mine().stream().collect(Collectors.toMap(Function.identity(), Workers::ticks));
        return await().pollInterval(Duration.ofMillis(5))
                .until(
                        () -> before.keySet().stream()
                                .filter(worker -> ticks(worker) >= before.get(worker) + 3)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** A process that has ended and that nobody has asked for yet no longer runs, though it is still there. */
    public static boolean runs(ProcessHandle process) {
        String stat = read(process, "stat");
        return !stat.isEmpty() && stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    }

    /** A value of {@code /proc/pid/status} in kilobytes, such as {@code VmHWM}. */
    public static long kilobytes(ProcessHandle worker, String key) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + worker.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(key + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static boolean isWorker(ProcessHandle process) {
        return read(process, "cmdline").contains(WorkerMain.class.getName());
    }

    static long ticks(ProcessHandle process) {
        String stat = read(process, "stat");
        return stat.isEmpty()
                ? -1
                : Long.parseLong(stat.substring(stat.lastIndexOf(')')).split(" ", -1)[12]);
    }

    static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid(), file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
