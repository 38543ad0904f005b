package dev.darkroom.local.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Spark job in a JVM of its own, against the stack of a data directory. */
public final class SparkJob {
    /** Spark, Kryo and elasticsearch-spark look into these packages by reflection. */
    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.ref",
            "java.base/sun.nio.ch",
            "java.base/sun.nio.cs",
            "java.base/sun.security.action",
            "java.base/sun.util.calendar",
            "java.security.jgss/sun.security.krb5");

    private static final String MODULE = "spark-jobs";
    private static final String MAIN = "dev.darkroom.spark.SparkMain";
    private static final int HEAP_MEGABYTES = 1024;

    /** Live uploads have the processors first; a job, its decoders included, has a tenth of them at the least. */
    private static final List<String> BEHIND = List.of("nice", "-n", "10");

    /** A backfill that is told to end commits what is finished first. */
    private static final Duration END = Duration.ofSeconds(55);

    private final Site site;

    public SparkJob(Site site) {
        this.site = site;
    }

    /** A program of {@code spark-jobs}. */
    public static JavaProgram program(String mainClass, int heapMegabytes) {
        return program(mainClass, heapMegabytes, List.of());
    }

    private static JavaProgram program(String mainClass, int heapMegabytes, List<String> more) {
        List<String> flags = new ArrayList<>(List.of(
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-Ddarkroom.terminal=" + Boolean.getBoolean("darkroom.terminal"),
                "-Djdk.reflect.useDirectMethodHandle=false",
                "-Dio.netty.tryReflectionSetAccessible=true"));
        OPENED.forEach(opened -> flags.add("--add-opens=" + opened + "=ALL-UNNAMED"));
        flags.addAll(more);
        return new JavaProgram(MODULE, mainClass, heapMegabytes, flags);
    }

    /** Runs it with this program's input and output; its exit code. */
    public int run(List<String> arguments) throws StackException, IOException, InterruptedException {
        Process job = builder(arguments).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(job), "stop-job"));
        return job.waitFor();
    }

    /**
     * Runs it on behalf of a longer work called {@code owner}, which may be killed meanwhile: a job that was left over by
     * that is stopped first, for two of them would do the same things at the same time.
     *
     * @param told what the job says, but for its result
     */
    public Ran runFor(String owner, List<String> arguments, PrintStream told)
            throws StackException, IOException, InterruptedException {
        PidFile file = new PidFile(site.folder(owner).resolve("job.pid"));
        stop(file, told);
        Process job = builder(arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        file.write(ProcessId.ofStarted(job.pid()));
        Thread stop = new Thread(() -> end(job), "stop-job");
        Runtime.getRuntime().addShutdownHook(stop);
        String last = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(job.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
                if (!line.startsWith("{")) {
                    told.println(line);
                }
            }
            return new Ran(job.waitFor(), last);
        } finally {
            job.destroy();
            file.delete();
        }
    }

    /**
     * Starts it and leaves it to the caller, who may disturb it.
     *
     * @param flags more options of its JVM
     * @param output where it writes what it says, and at the end its result
     */
    public Process start(List<String> arguments, List<String> flags, Map<String, String> variables, Path output)
            throws StackException, IOException {
        return start(MAIN, arguments, flags, variables, output);
    }

    /** As the other, for another program of {@code spark-jobs}. */
    public Process start(
            String mainClass, List<String> arguments, List<String> flags, Map<String, String> variables, Path output)
            throws StackException, IOException {
        ProcessBuilder builder =
                builder(mainClass, arguments, flags).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        return builder.start();
    }

    private static void stop(PidFile file, PrintStream told) throws StackException, IOException, InterruptedException {
        Optional<ProcessId> found = file.read().filter(ProcessId::isAlive);
        if (found.isEmpty()) {
            return;
        }
        ProcessId left = found.get();
        told.println("stopping job " + left.pid() + ", which a killed launcher has left over");
        left.signal("TERM");
        if (!Pause.until(END, () -> !left.isAlive())) {
            throw new StackException(
                    "Job " + left.pid() + ", which a killed launcher has left over, does not end: end it" + " (kill -9 "
                            + left.pid() + ") and run again");
        }
    }

    /** Tells a job to end, and waits while it says what it has done. */
    private static void end(Process job) {
        job.destroy();
        try {
            if (!job.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                job.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ProcessBuilder builder(List<String> arguments) throws StackException {
        return builder(MAIN, arguments, List.of());
    }

    private ProcessBuilder builder(String mainClass, List<String> arguments, List<String> more) throws StackException {
        List<String> flags =
                new ArrayList<>(ClassArchive.of(site.home(), MODULE).flags());
        flags.addAll(more);
        List<String> command = new ArrayList<>(BEHIND);
        command.addAll(program(mainClass, HEAP_MEGABYTES, flags)
                .launch(site, arguments)
                .command());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(site.environment());
        return builder;
    }

    /**
     * How a job ended.
     *
     * @param lastLine its result as JSON, when it came to one
     */
    public record Ran(int code, String lastLine) {}
}
