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

/** A contender's process, waiting to be told what to do; what it used is read from {@code /proc}. */
final class Peer implements AutoCloseable {
    /** The unit of /proc/PID/stat; Linux has shown hundredths to programs for as long as there has been Linux. */
    private static final double MILLIS_PER_TICK = 10;

    private static final int USER = 11;
    private static final int CHILDREN_SYSTEM = 14;

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

    /** Makes the thumbnails {@code count} times; returns the processor time it took, in milliseconds each. */
    double work(Path photo, int count, int quality, Optional<Path> folder) throws IOException {
        double before = cpuMillis();
        ask(photo, count, quality, folder);
        expect("done");
        return (cpuMillis() - before) / count;
    }

    /** Makes the thumbnails once; whether the photo was taken. */
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

    /** Of all its threads and of the processes it waited for. */
    private double cpuMillis() {
        String line = proc("stat");
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int field = USER; field <= CHILDREN_SYSTEM; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks * MILLIS_PER_TICK;
    }

    /** The most that was ever resident, in MB. */
    long peakMegabytes() {
        return kilobytes("VmHWM:") >> 10;
    }

    /** What is resident now, in kB. */
    long residentKilobytes() {
        return kilobytes("VmRSS:");
    }

    private long kilobytes(String name) {
        return proc("status")
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private String proc(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
