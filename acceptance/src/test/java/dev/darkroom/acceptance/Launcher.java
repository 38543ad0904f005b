package dev.darkroom.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The {@code ./darkroom} command, run as a person would, on one data directory. */
final class Launcher {
    private final Path home;
    private final Path data;
    private final Path logs;

    /** @param logs where the output of each run is kept */
    Launcher(Path data, Path logs) throws StackException {
        this.home = Home.find();
        this.data = data;
        this.logs = logs;
    }

    /** How a run ended and what it printed. */
    record Finished(int code, String out, String err) {
        String lastLine() {
            List<String> lines = out.lines().toList();
            return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        }
    }

    /** A run that has not been waited for. */
    record Running(Process process, Path out, Path err) {
        Finished finish(Duration limit) throws IOException, InterruptedException {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroy();
                throw new AssertionError("no end after " + limit + "; it said:\n" + Files.readString(err));
            }
            return new Finished(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
        }
    }

    Running start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("darkroom").toString()));
        command.addAll(Arrays.asList(arguments));
        return run(command);
    }

    /** Runs it from the repository's folder, where {@code DARKROOM_DATA} names the data directory. */
    Running run(List<String> command) throws IOException {
        Files.createDirectories(logs);
        Path out = Files.createTempFile(logs, "run-", ".out");
        Path err = Files.createTempFile(logs, "run-", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(Map.of("DARKROOM_DATA", data.toString()));
        return new Running(builder.start(), out, err);
    }
}
