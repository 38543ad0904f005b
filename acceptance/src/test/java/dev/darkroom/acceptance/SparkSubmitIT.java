package dev.darkroom.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.darkroom.acceptance.Launcher.Finished;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Components;
import dev.darkroom.local.stack.LocalStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar of {@code ./darkroom jar} on a standalone cluster of a Spark from elsewhere, as docs/spark-submit.md runs it. */
@Tag("long")
final class SparkSubmitIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final int PHOTOS = 6;
    private static final String USER = "ada";

    private final List<String> lineage = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private LocalStack stack;
    private Launcher launcher;
    private HttpServer collector;

    @BeforeEach
    void start() throws IOException, StackException, InterruptedException {
        stack = LocalStack.in(folder.resolve("data"));
        launcher = new Launcher(stack.data(), folder.resolve("logs"));
        stack.start(Components.ALL);
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/api/v1/lineage", exchange -> {
            lineage.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stop() throws StackException, InterruptedException {
        collector.stop(0);
        stack.stop();
    }

    @Test
    void jobsOfOneJarRunInExecutorsThatHaveNothingOfOurs() throws IOException, StackException, InterruptedException {
        String jar = done(launcher.start("jar").finish(PATIENCE)).lastLine();
        Path photos = Samples.folder(folder, USER, PHOTOS);
        done(launcher.start("import", photos.toString(), "--user", USER).finish(PATIENCE));
        Outsider outsider = new Outsider(
                stack.environment().get("DARKROOM_SERVING"),
                done(launcher.start("token", "--user", USER).finish(PATIENCE)).lastLine());
        await().atMost(PATIENCE).until(() -> outsider.search().size() == PHOTOS);

        try (SparkCluster cluster = SparkCluster.start(folder.resolve("cluster"))) {
            assertThat(done(submit(cluster, jar, "lake-sync")).lastLine()).contains("\"photos\":" + PHOTOS);
            assertThat(cluster.executors()).as("one of each worker").isEqualTo(2);
            toldOf("lake-sync", "warehouse/archive/photos");

            // The same bytes as the stream's: executors have the same native libraries.
            assertThat(done(submit(cluster, jar, "parity", "--sample", "6")).lastLine())
                    .contains("\"photos\":" + PHOTOS);

            String shadow = shadow();
            JsonNode derived =
                    JSON.readTree(done(submit(cluster, jar, "backfill", "--transform=" + shadow, "--batch-photos=2"))
                            .lastLine());
            assertThat(derived.path("expected").asInt()).isEqualTo(PHOTOS);
            assertThat(derived.path("done").asInt()).isEqualTo(PHOTOS);
            assertThat(derived.path("objects_read").asInt()).isEqualTo(PHOTOS);
            // What the cluster has committed, a job of the launcher finds.
            JsonNode again = JSON.readTree(done(launcher.start("job", "backfill", "--transform=" + shadow)
                            .finish(PATIENCE))
                    .lastLine());
            assertThat(again.path("done").asInt()).isEqualTo(PHOTOS);
            assertThat(again.path("objects_read").asInt()).isZero();

            assertThat(done(submit(cluster, jar, "audit", "--dry-run", "--grace", "PT0S"))
                            .lastLine())
                    .contains("\"photos\":" + PHOTOS);
            Finished wrong = submit(cluster, jar, "audit");
            assertThat(wrong.code()).isEqualTo(2);
            assertThat(wrong.err()).contains("darkroom job: Missing required option: '--dry-run'");
        }
    }

    private Finished submit(SparkCluster cluster, String jar, String... arguments)
            throws IOException, InterruptedException {
        String command = "set -a; . \"$DARKROOM_DATA/env\"; SPARK_LOCAL_IP=127.0.0.1"
                + " OPENLINEAGE_URL=http://127.0.0.1:" + collector.getAddress().getPort() + "; exec "
                + cluster.submit() + " --master " + cluster.master()
                + " --executor-memory 900m --conf spark.log.level=WARN " + jar + " " + String.join(" ", arguments);
        return launcher.run(List.of("bash", "-c", command)).finish(PATIENCE);
    }

    private void toldOf(String job, String output) throws IOException {
        assertThat(lineage).hasSize(2);
        assertThat(JSON.readTree(lineage.get(0)).path("eventType").asText()).isEqualTo("START");
        JsonNode end = JSON.readTree(lineage.get(1));
        assertThat(end.path("eventType").asText()).isEqualTo("COMPLETE");
        assertThat(end.at("/job/name").asText()).isEqualTo(job);
        assertThat(end.path("outputs").findValuesAsText("name")).contains(output);
    }

    private String shadow() throws IOException, InterruptedException {
        Path recipe = Files.writeString(folder.resolve("small.properties"), "sizes=300,150\nquality=61\n");
        done(launcher.start("transforms", "register", recipe.toString()).finish(PATIENCE));
        String listed = done(launcher.start("transforms", "list", "--json").finish(PATIENCE))
                .lastLine();
        for (JsonNode version : JSON.readTree(listed)) {
            if (version.path("state").asText().equals("shadow")) {
                return version.path("transform").asText();
            }
        }
        throw new AssertionError("No shadow in " + listed);
    }

    private static Finished done(Finished finished) {
        assertThat(finished.code()).as(finished.out() + finished.err()).isZero();
        return finished;
    }
}
