package dev.darkroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A standalone cluster of a Spark that is not ours: PyPI's, of the version that the jobs are built for, with two workers. */
final class SparkCluster implements AutoCloseable {
    private static final Pattern SPARK = Pattern.compile("spark-core_2\\.13-([0-9.]+)\\.jar");
    private static final int FETCH_MINUTES = 10;

    private final List<Process> processes = new ArrayList<>();
    private final Path spark;
    private final Path folder;
    private final int port;

    private SparkCluster(Path spark, Path folder, int port) {
        this.spark = spark;
        this.folder = folder;
        this.port = port;
    }

    /** Fetches what is missing; where that cannot be had, the test is skipped and says why. */
    static SparkCluster start(Path folder) throws IOException, InterruptedException, StackException {
        Path spark = fetched(Home.find());
        SparkCluster cluster = new SparkCluster(spark, Files.createDirectories(folder), freePort());
        cluster.begin();
        return cluster;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static Path fetched(Path home) throws IOException, InterruptedException {
        Path python = home.resolve("acceptance/target/python");
        Matcher version = SPARK.matcher(Files.readString(home.resolve("spark-jobs/target/classpath")));
        assertThat(version.find()).isTrue();
        try {
            if (!Files.exists(python)) {
                end(new ProcessBuilder("python3", "-m", "venv", python.toString()));
            }
            end(new ProcessBuilder(
                    python.resolve("bin/python").toString(),
                    "-m",
                    "pip",
                    "install",
                    "-q",
                    "pyspark==" + version.group(1)));
        } catch (IOException e) {
            Assumptions.abort("PyPI's Spark " + version.group(1) + " cannot be had: " + e.getMessage());
        }
        try (Stream<Path> libraries = Files.list(python.resolve("lib"))) {
            return libraries.findFirst().orElseThrow().resolve("site-packages/pyspark");
        }
    }

    private static void end(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.inheritIO().start();
        if (!process.waitFor(FETCH_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", builder.command()) + " did not end well");
        }
    }

    private void begin() throws IOException {
        start("master", "elected leader", "Master", "--port", Integer.toString(port));
        for (String worker : List.of("worker-1", "worker-2")) {
            start(
                    worker,
                    "Successfully registered",
                    "Worker",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--work-dir",
                    folder.resolve(worker).toString(),
                    master());
        }
    }

    private void start(String name, String ready, String daemon, String... arguments) throws IOException {
        Path log = folder.resolve(name + ".log");
        List<String> command = new ArrayList<>(List.of(
                spark.resolve("bin/spark-class").toString(),
                "org.apache.spark.deploy." + daemon.toLowerCase(Locale.ROOT) + "." + daemon,
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0"));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        processes.add(builder.start());
        await().atMost(Duration.ofMinutes(2)).until(() -> Files.readString(log).contains(ready));
    }

    String master() {
        return "spark://127.0.0.1:" + port;
    }

    Path submit() {
        return spark.resolve("bin/spark-submit");
    }

    /** How many executors have run until now, each a process of its own. */
    long executors() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("darkroom-jobs.jar")).count();
        }
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.destroy();
            process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
            process.destroyForcibly();
        }
    }
}
