package dev.darkroom.spark.it;

import dev.darkroom.local.process.ClassArchive;
import dev.darkroom.local.process.JavaProgram;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A job as the launcher starts it, in a JVM of its own, from what the build left in {@code target}. The first that ends
 * well leaves there the archive of classes with which later ones, also of the launcher, start sooner.
 */
public final class JobChild implements AutoCloseable {
    private static final List<String> OPENED =
            List.of("java.io", "java.nio", "sun.nio.ch", "java.lang.invoke", "java.util", "java.lang");

    private final Process process;
    private final Path out;
    private final Path err;
    private final ClassArchive archive;
    private final Path part;

    private JobChild(Process process, Path out, Path err, ClassArchive archive, Path part) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.archive = archive;
        this.part = part;
    }

    /** Starts it; what it prints is kept in {@code folder}. */
    public static JobChild start(Map<String, String> environment, Path folder, String... arguments)
            throws IOException, StackException {
        List<String> command = new ArrayList<>(List.of(
                JavaProgram.javaBinary().toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError"));
        OPENED.forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
        ClassArchive archive = ClassArchive.of(Home.find(), "spark-jobs");
        Path part = archive.newPart();
        command.addAll(archive.exists() ? archive.flags() : archive.flagsToMake(part));
        command.addAll(
                List.of("-cp", JavaProgram.classPath(Home.find(), "spark-jobs"), "dev.darkroom.spark.SparkMain"));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DARKROOM_"));
        builder.environment().putAll(environment);
        return new JobChild(builder.start(), out, err, archive, part);
    }

    /** Ends it as a crash would, with no chance to tidy up. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Process " + process.pid() + " survived SIGKILL");
        }
    }

    /** Asks it to end, as Ctrl-C or a scheduler does. */
    public void stop() {
        process.destroy();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end, two minutes at most. */
    public int exitCode() throws IOException, InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            kill();
            throw new IllegalStateException("The job did not end within two minutes");
        }
        if (process.exitValue() == 0) {
            archive.keep(part);
        }
        return process.exitValue();
    }

    public String out() throws IOException {
        return Files.readString(out);
    }

    public String err() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() {
        try {
            kill();
            Files.deleteIfExists(part);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + part, e);
        }
    }
}
