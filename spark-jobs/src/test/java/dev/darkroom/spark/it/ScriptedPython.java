package dev.darkroom.spark.it;

import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Python with the packages of a requirements file, in an environment below {@code target} that later runs find again. */
public final class ScriptedPython {
    private static final int FETCH_MINUTES = 10;
    private static final int RUN_MINUTES = 2;

    private final Path home;
    private final Path python;

    private ScriptedPython(Path home) {
        this.home = home;
        this.python = home.resolve("spark-jobs/target/python/bin/python");
    }

    /** Fetches what is missing; where that cannot be had, the test is skipped and says why. */
    public static ScriptedPython of(String requirements) throws IOException, InterruptedException, StackException {
        ScriptedPython made = new ScriptedPython(Home.find());
        try {
            if (!Files.exists(made.python)) {
                made.call(FETCH_MINUTES, Map.of(), List.of("python3", "-m", "venv", made.environment()));
            }
            made.call(
                    FETCH_MINUTES,
                    Map.of(),
                    List.of(made.python.toString(), "-m", "pip", "install", "-q", "-r", requirements));
        } catch (IOException | IllegalStateException e) {
            Assumptions.abort("Python and the packages of " + requirements + " cannot be had: " + e.getMessage());
        }
        return made;
    }

    /** The lines that {@code script} prints; it must succeed. */
    public List<String> run(String script, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python.toString(), script));
        command.addAll(arguments);
        return call(RUN_MINUTES, environment, command);
    }

    private String environment() {
        return python.getParent().getParent().toString();
    }

    private List<String> call(int minutes, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("darkroom-python-", ".out");
        Path err = Files.createTempFile("darkroom-python-", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " did not end within " + minutes + " minutes");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(command + " failed: " + Files.readString(err));
            }
            return Files.readAllLines(out);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
