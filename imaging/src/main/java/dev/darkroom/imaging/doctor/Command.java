package dev.darkroom.imaging.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A short program of the machine's, run for what it prints. */
final class Command {
    private static final int PATIENCE_SECONDS = 20;
    private static final int MAX_BYTES = 64 << 10;

    /** Some programs colour what they print, terminal or not. */
    private static final String COLOURS = "\u001b\\[[0-9;]*m";

    private Command() {}

    /** What it printed, when it is there and ended well. */
    static Optional<String> output(String... command) {
        try {
            Path out = Files.createTempFile("darkroom-doctor", ".txt");
            try {
                Process process = new ProcessBuilder(List.of(command))
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
                boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                process.destroyForcibly();
                if (!ended || process.exitValue() != 0) {
                    return Optional.empty();
                }
                byte[] printed = Files.readAllBytes(out);
                String text = new String(printed, 0, Math.min(printed.length, MAX_BYTES), StandardCharsets.UTF_8);
                return Optional.of(text.replaceAll(COLOURS, "").strip());
            } finally {
                Files.deleteIfExists(out);
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
