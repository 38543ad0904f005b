package dev.darkroom.flink.it;

import static org.awaitility.Awaitility.await;

import dev.darkroom.local.process.JavaProgram;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The Flink process of the product, as the launcher starts it, from what the build left in {@code target}. */
public final class FlinkChild implements AutoCloseable {
    private static final Duration A_WHILE = Duration.ofMillis(30);

    private final Process process;

    private FlinkChild(Process process) {
        this.process = process;
    }

    /** Starts it; its log goes to {@code log}. */
    public static FlinkChild start(Map<String, String> environment, Path log, String... arguments)
            throws IOException, StackException {
        List<String> command = new ArrayList<>(List.of(
                JavaProgram.javaBinary().toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                JavaProgram.classPath(Home.find(), "flink-jobs"),
                "dev.darkroom.flink.FlinkMain",
                "--port=0",
                "--metrics-port=19249-19299"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new FlinkChild(builder.start());
    }

    /** Ends it as a crash would, with no chance to tidy up. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Process " + process.pid() + " survived SIGKILL");
        }
    }

    /** The processes that decode photos for it; it has no other children. */
    public List<ProcessHandle> decoders() {
        return process.children().toList();
    }

    /** The first of these decoders that is seen to compute for a while: one that decodes, when none is starting. */
    public static ProcessHandle busy(List<ProcessHandle> decoders, Duration patience) {
        Map<ProcessHandle, Duration> before =
                decoders.stream().collect(Collectors.toMap(Function.identity(), FlinkChild::computed));
        return await().atMost(patience)
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> decoders.stream()
                                .filter(decoder -> computed(decoder)
                                                .compareTo(before.get(decoder).plus(A_WHILE))
                                        >= 0)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static Duration computed(ProcessHandle decoder) {
        return decoder.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Resident memory in MB, where the system tells. */
    public Optional<Long> residentMegabytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
