package dev.darkroom.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Home;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each bench with a stack of its own, as small as it can be. */
@Tag("long")
class BenchIT {
    @TempDir
    private Path folder;

    private String text = "";

    @Test
    void pipelineMeasuresAQuickRunAndLeavesNothingBehind() throws Exception {
        JsonNode last = bench("pipeline", "--quick");

        assertThat(last.path("p50_ms").asLong()).isBetween(20L, 60_000L);
        assertThat(last.path("p99_ms").asLong()).isBetween(last.path("p50_ms").asLong(), 120_000L);
        assertThat(last.path("photos_per_s").asDouble()).isBetween(0.01, 1_000.0);
        assertThat(last.path("put_ratio").asDouble()).isBetween(0.01, 5.0);
        assertThat(last.path("rss_mb").asLong()).isBetween(500L, 6_000L);
        assertThat(last.path("start_cold_s").asDouble()).isPositive();
        assertThat(last.path("start_warm_s").asDouble()).isPositive();
        assertThat(last).hasSize(7);
        assertThat(text).contains("| flink |").containsPattern("develop decode \\| [1-9]\\d* \\| \\d*[1-9]");
    }

    @Test
    void upgradeIsNotNoticedByAClient() throws Exception {
        JsonNode last = bench("upgrade", "--photos", "30", "--flips", "1");

        assertThat(last.path("photos").asLong()).isEqualTo(30);
        assertThat(last.path("errors").asLong(-1)).isZero();
        assertThat(last.path("mixed").asLong(-1)).isZero();
        assertThat(last.path("flip_s").asDouble(-1)).isBetween(0.0, 60.0);
        assertThat(last.path("rollback_s").asDouble(-1)).isBetween(0.0, 60.0);
        assertThat(last).hasSize(5);
    }

    @Test
    void upgradeOfFeaturesIsNotNoticedByAClient() throws Exception {
        JsonNode last = bench("upgrade", "--vectors", "500", "--flips", "1");

        assertThat(last.path("photos").asLong()).isEqualTo(500);
        assertThat(last.path("errors").asLong(-1)).isZero();
        assertThat(last.path("mixed").asLong(-1)).isZero();
        assertThat(last.path("flip_s").asDouble(-1)).isBetween(0.0, 60.0);
        assertThat(last.path("rollback_s").asDouble(-1)).isBetween(0.0, 60.0);
    }

    @Test
    void isolationTimesUploadsAloneAndBesideABackfill() throws Exception {
        JsonNode last = bench("isolation", "--photos", "150", "--rounds", "1", "--uploads", "5");

        assertThat(last.path("idle_p99_ms").asLong()).isPositive();
        assertThat(last.path("busy_p99_ms").asLong()).isPositive();
        assertThat(last.path("ratio").asDouble()).isPositive();
        assertThat(last).hasSize(3);
    }

    /** The last line of a bench, which must succeed and delete what it used. */
    private JsonNode bench(String... arguments) throws IOException, StackException {
        Path home = Home.find();
        if (!Files.exists(home.resolve("flink-jobs/target/classpath"))) {
            Assumptions.abort("flink-jobs is not built: run `mvn -q -B -DskipTests package` first");
        }
        Path data = folder.resolve("data");
        List<String> command = new ArrayList<>(List.of("bench"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        int code;
        try {
            code = DarkroomMain.run(command.toArray(String[]::new));
        } finally {
            System.setOut(out);
        }
        text = printed.toString(StandardCharsets.UTF_8);
        // So that the log of a build has the figures of its machine.
        out.print(text);
        assertThat(code).as(text).isZero();
        assertThat(data).doesNotExist();
        return new ObjectMapper().readTree(text.lines().reduce("", (before, line) -> line));
    }
}
