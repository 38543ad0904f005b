package dev.darkroom.local.launcher;

import dev.darkroom.local.process.JavaProgram;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Home;
import dev.darkroom.local.stack.LocalStack;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs one Spark job against the running stack, in a JVM of its own. */
@Command(
        name = "job",
        description = {
            "Runs a Spark job against the running stack; everything after NAME goes to the job.",
            "Ends with the job's exit code: 0 done, 1 failed, 2 bad usage."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./darkroom job lake-sync",
            "  ./darkroom job audit --dry-run",
            "  ./darkroom job duplicates --distance 4",
            "  ./darkroom job backfill --help",
            "  ./darkroom job reindex",
            "  ./darkroom job maintain --keep P7D",
            "  ./darkroom job --data /tmp/photos audit --help"
        })
final class JobCommand implements Callable<Integer> {
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

    private static final int HEAP_MEGABYTES = 1024;

    @Mixin
    private StackOptions options;

    @Parameters(arity = "1..*", paramLabel = "NAME [ARGUMENT...]", description = "The job, and what it is given.")
    private List<String> arguments;

    JobCommand() {}

    @Override
    public Integer call() throws StackException, IOException, InterruptedException {
        LocalStack stack = options.stack(new Console(System.err));
        Map<String, String> environment = stack.environment();
        if (environment.isEmpty()) {
            throw new StackException("Nothing was ever started in " + stack.data() + ": run `./darkroom up --detach`");
        }
        Site site = new Site(Home.find(), stack.data(), Map.of(), environment);
        ProcessBuilder builder = new ProcessBuilder(spark("dev.darkroom.spark.SparkMain", HEAP_MEGABYTES)
                        .launch(site, arguments)
                        .command())
                .inheritIO();
        builder.environment().putAll(environment);
        Process job = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(job::destroy, "stop-job"));
        return job.waitFor();
    }

    /** A program of {@code spark-jobs}. */
    static JavaProgram spark(String mainClass, int heapMegabytes) {
        List<String> flags = new java.util.ArrayList<>(List.of(
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-Djdk.reflect.useDirectMethodHandle=false",
                "-Dio.netty.tryReflectionSetAccessible=true"));
        OPENED.forEach(opened -> flags.add("--add-opens=" + opened + "=ALL-UNNAMED"));
        return new JavaProgram("spark-jobs", mainClass, heapMegabytes, flags);
    }
}
