package dev.darkroom.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process known by its number and the moment it started, so that a number which the system gave to somebody else
 * is never mistaken for it.
 *
 * @param started clock ticks since boot, or milliseconds since 1970 where there is no {@code /proc}
 */
public record ProcessId(long pid, long started) {
    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 0;
    private static final int THREADS = 17;
    private static final int START_TICKS = 19;

    /** The process that has this number now; empty when there is none or it has already ended. */
    public static Optional<ProcessId> of(long pid) {
        return start(pid).map(started -> new ProcessId(pid, started));
    }

    /** The process just started under this number, even when it has ended before anybody could look at it. */
    static ProcessId ofStarted(long pid) {
        // No process but the first starts at tick 0, so this one counts as ended, whoever gets its number next.
        return of(pid).orElse(new ProcessId(pid, 0));
    }

    /** True until the process has ended; a process that nobody has collected yet (a zombie) has ended. */
    public boolean isAlive() {
        return start(pid).filter(now -> now == started).isPresent();
    }

    /** The processes that this one started, and theirs. */
    public Stream<ProcessId> descendants() {
        return isAlive()
                ? ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .flatMap(child -> of(child.pid()).stream())
                : Stream.empty();
    }

    /** Resident memory of the process and its descendants in bytes, pages they share counted once. */
    public long residentBytes() {
        return Stream.concat(Stream.of(this), descendants())
                .mapToLong(ProcessId::proportionalBytes)
                .sum();
    }

    /** Sends a signal, named as {@code kill -s} spells it, if the process still runs. */
    public void signal(String name) {
        if (!isAlive()) {
            return;
        }
        if (name.equals("KILL")) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            return;
        }
        try {
            new ProcessBuilder("kill", "-s", name, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Long> start(long pid) {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .flatMap(handle -> handle.info().startInstant())
                    .map(instant -> instant.toEpochMilli());
        }
        try {
            String line = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            // The program's name is in parentheses and may itself hold spaces and parentheses.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).trim().split(" ", START_TICKS + 2);
            // A dead process whose other threads are still ending holds its ports and files until they have.
            boolean ended =
                    fields[STATE].equals("X") || (fields[STATE].equals("Z") && Integer.parseInt(fields[THREADS]) <= 1);
            return ended ? Optional.empty() : Optional.of(Long.parseLong(fields[START_TICKS]));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private long proportionalBytes() {
        Path folder = PROC.resolve(Long.toString(pid));
        return kilobytes(folder.resolve("smaps_rollup"), "Pss:")
                        .or(() -> kilobytes(folder.resolve("status"), "VmRSS:"))
                        .orElse(0L)
                * 1024;
    }

    private static Optional<Long> kilobytes(Path file, String label) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(label))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
