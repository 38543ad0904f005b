package dev.darkroom.bench.thumbnails;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A contender's process, waiting to be told what to do; what it used is read from {@code /proc}. */
final class Peer implements AutoCloseable {
    private static final int SECONDS_TO_END = 10;

    private final Process process;
    private final Path log;
    private final BufferedReader answers;
    private final Writer requests;

    private Peer(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts it on one processor, or on any.
     *
     * @throws IOException with what it said, when it does not come up
     */
    static Peer start(Contender contender, Optional<Integer> processor) throws IOException {
        Path log = Files.createTempFile("darkroom-bench-", ".log");
        ProcessBuilder builder = new ProcessBuilder(contender.pinned(processor))
                .directory(contender.folder().toFile())
                .redirectError(log.toFile());
        builder.environment().putAll(Map.of("PYTHONPATH", contender.folder().toString()));
        Peer peer = new Peer(builder.start(), log);
        try {
            peer.expect("ready");
            return peer;
        } catch (IOException e) {
            peer.close();
            throw e;
        }
    }

    /** Does its work on {@code photo} so many times; what it took for each. */
    Turn work(Path photo, int count, int quality, Optional<Path> folder) throws IOException {
        double before = ProcessorTime.millis(process.toHandle());
        long started = System.nanoTime();
        ask(photo, count, quality, folder);
        expect("done");
        double clock = (System.nanoTime() - started) / 1e6;
        return new Turn((ProcessorTime.millis(process.toHandle()) - before) / count, clock / count);
    }

    /** Does its work once; whether the photo was taken. */
    boolean take(Path photo, int quality) throws IOException {
        ask(photo, 1, quality, Optional.empty());
        String answer = String.valueOf(answers.readLine());
        if (!answer.equals("done") && !answer.equals("rejected")) {
            throw failure(answer);
        }
        return answer.equals("done");
    }

    private void ask(Path photo, int count, int quality, Optional<Path> folder) throws IOException {
        requests.write(photo + "\t" + count + "\t" + quality + "\t"
                + folder.map(Path::toString).orElse("") + "\n");
        requests.flush();
    }

    private void expect(String answer) throws IOException {
        String line = answers.readLine();
        if (!answer.equals(line)) {
            throw failure(line == null ? "nothing" : line);
        }
    }

    private IOException failure(String answer) throws IOException {
        List<String> lines = Files.readAllLines(log);
        String last = lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1);
        return new IOException("It answered " + answer + last);
    }

    /** The most that it, or one that it has started, ever had resident, in MB. */
    long peakMegabytes() {
        return all().mapToLong(each -> kilobytes(each, "VmHWM:")).max().orElse(0) >> 10;
    }

    /** The most that one which it has started has resident now, in MB. */
    long childMegabytes() {
        return process.descendants()
                        .mapToLong(each -> kilobytes(each, "VmRSS:"))
                        .max()
                        .orElse(0)
                >> 10;
    }

    /** The most that one which it has started ever had resident, in MB. */
    long childPeakMegabytes() {
        return process.descendants()
                        .mapToLong(each -> kilobytes(each, "VmHWM:"))
                        .max()
                        .orElse(0)
                >> 10;
    }

    /** What is resident now, in kB. */
    long residentKilobytes() {
        return kilobytes(process.toHandle(), "VmRSS:");
    }

    private Stream<ProcessHandle> all() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    private static long kilobytes(ProcessHandle process, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            // It has ended since it was listed.
            return 0;
        }
    }

    /** The end of its input lets it end by itself and clean up; whoever does not is killed, with all that it started. */
    @Override
    public void close() {
        try {
            requests.close();
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                all().forEach(ProcessHandle::destroyForcibly);
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            all().forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
