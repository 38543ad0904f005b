package dev.darkroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.acceptance.Launcher.Finished;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.ComponentStatus;
import dev.darkroom.local.stack.Home;
import dev.darkroom.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./darkroom demo} over every test photograph, broken ones and all. */
final class DemoIT {
    @TempDir
    private Path folder;

    @Test
    void everyFileEndsAsSearchableDuplicateOrRejectedWithAReason()
            throws StackException, IOException, InterruptedException {
        Path photos = Home.find().resolveSibling("shared/data");
        if (!Files.isDirectory(photos)) {
            Assumptions.abort("No test photos in " + photos);
        }
        Path data = folder.resolve("a folder with spaces");
        Launcher launcher = new Launcher(data, folder.resolve("logs"));

        Finished demo = launcher.start("demo", "--once", "--data", data.toString(), photos.toString())
                .finish(Duration.ofMinutes(5));

        assertThat(demo.code()).as(demo.out() + demo.err()).isZero();
        JsonNode result = new ObjectMapper().readTree(demo.lastLine());
        assertThat(result.path("files").asLong()).isEqualTo(files(photos));
        assertThat(result.path("uploaded").asLong()).isEqualTo(files(photos));
        assertThat(result.path("searchable").asLong()
                        + result.path("duplicates").asLong()
                        + result.path("rejected").asLong())
                .isEqualTo(files(photos));
        assertThat(result.path("searchable").asLong()).isGreaterThan(60);
        long reasons = 0;
        for (JsonNode count : result.path("reasons")) {
            reasons += count.asLong();
        }
        assertThat(reasons).isEqualTo(result.path("rejected").asLong());
        assertThat(result.path("upload_to_searchable_ms").path("p50").asDouble())
                .isPositive()
                .isLessThanOrEqualTo(
                        result.path("upload_to_searchable_ms").path("p99").asDouble());
        assertThat(LocalStack.in(data).status())
                .as("stopped with the demo")
                .allMatch(status -> status.health() == ComponentStatus.Health.STOPPED);
    }

    private static long files(Path photos) throws IOException {
        try (Stream<Path> files = Files.walk(photos)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
