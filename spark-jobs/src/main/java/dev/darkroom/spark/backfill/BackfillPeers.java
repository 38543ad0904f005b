package dev.darkroom.spark.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Daft and Ray Data, fetched from PyPI into an environment of their own; a peer that cannot be had is absent, with the reason. */
final class BackfillPeers {
    private static final int FETCH_MINUTES = 10;
    private static final int RUN_MINUTES = 20;
    private static final int FILES_OF_EACH = 3;

    private final Path folder;
    private final Map<String, String> environment;
    private final Map<String, String> absent = new LinkedHashMap<>();

    private BackfillPeers(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** Those whose scripts are in {@code folder}; fetches them when they are not there yet. */
    static BackfillPeers in(Path folder, Map<String, String> environment) throws IOException, InterruptedException {
        BackfillPeers peers = new BackfillPeers(folder, environment);
        Path python = peers.python();
        Optional<String> trouble = Files.exists(python)
                ? Optional.empty()
                : peers.call(FETCH_MINUTES, "python3", "-m", "venv", "venv").failure();
        if (trouble.isEmpty()) {
            trouble = peers.call(
                            FETCH_MINUTES, python.toString(), "-m", "pip", "install", "-q", "-r", "requirements.txt")
                    .failure();
        }
        trouble.ifPresent(reason -> peers.absent.putAll(Map.of("Daft", reason, "Ray Data", reason)));
        return peers;
    }

    Map<String, String> absent() {
        return absent;
    }

    Optional<Double> daft(Path keys) throws IOException, InterruptedException {
        return rate("Daft", "daft_resize.py", keys);
    }

    Optional<Double> ray(Path keys) throws IOException, InterruptedException {
        return rate("Ray Data", "ray_resize.py", keys);
    }

    private Optional<Double> rate(String name, String script, Path keys) throws IOException, InterruptedException {
        if (absent.containsKey(name)) {
            return Optional.empty();
        }
        Called called = call(RUN_MINUTES, python().toString(), script, keys.toString());
        if (called.failure().isPresent()) {
            absent.put(name, called.failure().get());
            return Optional.empty();
        }
        JsonNode said = new ObjectMapper().readTree(called.lastLine());
        long photos = Files.readAllLines(keys).size();
        if (said.path("photos").asLong() != photos
                || said.path("files").asLong() != photos * FILES_OF_EACH
                || said.path("bytes").asLong() <= 0) {
            throw new IllegalStateException(name + " did not make " + FILES_OF_EACH + " files of each of " + photos
                    + " photos: " + called.lastLine());
        }
        return Optional.of(photos / said.path("seconds").asDouble());
    }

    private Path python() {
        return folder.resolve("venv/bin/python");
    }

    private Called call(int minutes, String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("darkroom-bench-", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return new Called(-1, command[0] + " did not end within " + minutes + " minutes");
            }
            List<String> lines = Files.readAllLines(out);
            return new Called(process.exitValue(), lines.isEmpty() ? "" : lines.get(lines.size() - 1));
        } finally {
            Files.delete(out);
        }
    }

    private record Called(int code, String lastLine) {
        Optional<String> failure() {
            return code == 0 ? Optional.empty() : Optional.of(lastLine.isEmpty() ? "exit code " + code : lastLine);
        }
    }
}
