package dev.darkroom.local.bench;

import dev.darkroom.local.stack.ComponentStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Processor seconds used so far, as Linux counts them.
 *
 * @param processes by component, its child processes included; this JVM as {@code bench}, without the stack it started
 * @param threads by component and by the threads' common name; threads that have ended are missing
 */
record CpuTimes(Map<String, Double> processes, Map<String, Double> threads) {
    private static final String BENCH = "bench";
    private static final Path PROC = Path.of("/proc");
    /** The unit of /proc/PID/stat; Linux has shown hundredths to programs for as long as there has been Linux. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_SYSTEM = 14;

    /** What was used until now; nothing where there is no {@code /proc}. */
    static CpuTimes now(List<ComponentStatus> components) {
        Map<String, Double> processes = new LinkedHashMap<>();
        Map<String, Double> threads = new TreeMap<>();
        for (ComponentStatus component : components) {
            component
                    .pid()
                    .ifPresent(pid -> family(pid).forEach(member -> {
                        processes.merge(
                                component.name(),
                                seconds(PROC.resolve(Long.toString(member)), CHILDREN_SYSTEM),
                                Double::sum);
                        addThreads(component.name(), member, threads);
                    }));
        }
        long self = ProcessHandle.current().pid();
        processes.put(BENCH, seconds(PROC.resolve(Long.toString(self)), SYSTEM));
        addThreads(BENCH, self, threads);
        return new CpuTimes(processes, threads);
    }

    /** What was used between {@code before} and this. */
    CpuTimes since(CpuTimes before) {
        return new CpuTimes(minus(processes, before.processes), minus(threads, before.threads));
    }

    private static Map<String, Double> minus(Map<String, Double> now, Map<String, Double> before) {
        Map<String, Double> difference = new LinkedHashMap<>();
        now.forEach((name, seconds) -> difference.put(name, Math.max(0, seconds - before.getOrDefault(name, 0.0))));
        return difference;
    }

    private static LongStream family(long pid) {
        return LongStream.concat(
                LongStream.of(pid),
                ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .mapToLong(ProcessHandle::pid));
    }

    private static void addThreads(String name, long pid, Map<String, Double> threads) {
        try (Stream<Path> tasks = Files.list(PROC.resolve(Long.toString(pid)).resolve("task"))) {
            tasks.forEach(task -> threads.merge(name + " / " + threadName(task), seconds(task, SYSTEM), Double::sum));
        } catch (IOException e) {
            // It has ended meanwhile.
            threads.merge(name + " / ended", 0.0, Double::sum);
        }
    }

    private static double seconds(Path folder, int lastField) {
        try {
            String line = Files.readString(folder.resolve("stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int field = USER; field <= lastField; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return ticks / TICKS_PER_SECOND;
        } catch (IOException e) {
            return 0;
        }
    }

    private static String threadName(Path task) {
        try {
            return Files.readString(task.resolve("comm")).trim().replaceAll("\\d+", "#");
        } catch (IOException e) {
            return "ended";
        }
    }
}
