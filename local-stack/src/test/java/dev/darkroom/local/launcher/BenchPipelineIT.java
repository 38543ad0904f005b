package dev.darkroom.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.local.stack.Home;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class BenchPipelineIT {
    @TempDir
    private Path folder;

    @Test
    void measuresAQuickRunAndLeavesNothingBehind() throws Exception {
        Path home = Home.find();
        if (!Files.exists(home.resolve("flink-jobs/target/classpath"))) {
            Assumptions.abort("flink-jobs is not built: run `mvn -q -B -DskipTests package` first");
        }
        Path data = folder.resolve("data");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        int code;
        try {
            code = DarkroomMain.run("bench", "pipeline", "--quick", "--data", data.toString());
        } finally {
            System.setOut(out);
        }

        String text = printed.toString(StandardCharsets.UTF_8);
        // So that the log of a build has the figures of its machine.
        out.print(text);
        assertThat(code).as(text).isZero();
        JsonNode last = new ObjectMapper().readTree(text.lines().reduce("", (before, line) -> line));
        assertThat(last.path("p50_ms").asLong()).isBetween(20L, 60_000L);
        assertThat(last.path("p99_ms").asLong()).isBetween(last.path("p50_ms").asLong(), 120_000L);
        assertThat(last.path("photos_per_s").asDouble()).isBetween(0.01, 1_000.0);
        assertThat(last.path("put_ratio").asDouble()).isBetween(0.01, 5.0);
        assertThat(last.path("rss_mb").asLong()).isBetween(500L, 6_000L);
        assertThat(last.path("start_cold_s").asDouble()).isPositive();
        assertThat(last.path("start_warm_s").asDouble()).isPositive();
        assertThat(last).hasSize(7);
        assertThat(text).contains("| flink |").containsPattern("develop decode \\| [1-9]\\d* \\| \\d*[1-9]");
        assertThat(data).doesNotExist();
    }
}
