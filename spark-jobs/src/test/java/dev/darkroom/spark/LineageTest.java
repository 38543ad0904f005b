package dev.darkroom.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;

/** What a collector hears of a job over HTTP, and that nobody needs one. */
final class LineageTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> told = new CopyOnWriteArrayList<>();
    private HttpServer collector;

    @BeforeEach
    void listen() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/api/v1/lineage", exchange -> {
            told.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void close() {
        collector.stop(0);
    }

    @Test
    void aJobStartsAndCompletesWithItsTables() throws IOException {
        assertThat(run(parsed -> 0, "duplicates")).isZero();

        assertThat(told).hasSize(2);
        JsonNode start = JSON.readTree(told.get(0));
        JsonNode complete = JSON.readTree(told.get(1));
        assertThat(start.path("eventType").asText()).isEqualTo("START");
        assertThat(complete.path("eventType").asText()).isEqualTo("COMPLETE");
        assertThat(complete.at("/run/runId")).isEqualTo(start.at("/run/runId"));
        assertThat(complete.at("/job/name").asText()).isEqualTo("duplicates");
        assertThat(names(complete.path("inputs")))
                .containsExactly(
                        "s3://photo-lake warehouse/archive/photos", "s3://photo-lake warehouse/archive/duplicates");
        assertThat(names(complete.path("outputs"))).containsExactly("s3://photo-lake warehouse/archive/duplicates");
        assertThat(complete.at("/outputs/0/facets/symlinks/identifiers/0/name").asText())
                .isEqualTo("archive.duplicates");
    }

    @Test
    void aJobThatFailsSaysWhy() throws IOException {
        assertThatThrownBy(() -> run(
                        parsed -> {
                            throw new ExecutionException(
                                    parsed.commandSpec().commandLine(), "outer", new IOException("No disk"));
                        },
                        "lake-sync"))
                .isInstanceOf(ExecutionException.class);

        JsonNode failed = JSON.readTree(told.get(1));
        assertThat(failed.path("eventType").asText()).isEqualTo("FAIL");
        assertThat(failed.at("/run/facets/errorMessage/message").asText()).isEqualTo("No disk (IOException)");
    }

    @Test
    void anAuditThatFoundDifferencesHasFailed() throws IOException {
        assertThat(run(parsed -> 1, "audit", "--dry-run")).isEqualTo(1);
        assertThat(JSON.readTree(told.get(1)).path("eventType").asText()).isEqualTo("FAIL");
    }

    @Test
    void aRebuildOfTheIndexIsToldThoughItTouchesNoTable() throws IOException {
        assertThat(run(parsed -> 0, "reindex")).isZero();
        JsonNode complete = JSON.readTree(told.get(1));
        assertThat(complete.at("/job/name").asText()).isEqualTo("reindex");
        assertThat(complete.path("inputs")).isEmpty();
    }

    @Test
    void helpIsNoRun() {
        run(parsed -> 0, "lake-sync", "--help");
        assertThat(told).isEmpty();
    }

    @Test
    void aCollectorThatIsAwayDisturbsNoJob() {
        collector.stop(0);
        assertThat(run(parsed -> 0, "lake-sync")).isZero();
    }

    private int run(IExecutionStrategy job, String... arguments) {
        Map<String, String> environment = Map.of(
                "OPENLINEAGE_URL",
                "http://127.0.0.1:" + collector.getAddress().getPort(),
                "DARKROOM_LAKE_BUCKET",
                "photo-lake");
        CommandLine command = SparkMain.commandLine(environment);
        return new Lineage(environment, job).execute(command.parseArgs(arguments));
    }

    private static List<String> names(JsonNode datasets) {
        return StreamSupport.stream(datasets.spliterator(), false)
                .map(dataset -> dataset.path("namespace").asText() + " "
                        + dataset.path("name").asText())
                .toList();
    }
}
