package dev.darkroom.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.acceptance.Launcher.Finished;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the README do what it says, one after the other, in one shell. */
final class ReadmeIT {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```bash\\n(.*?)^```$");

    @TempDir
    private Path folder;

    @Test
    void everyCommandOfTheReadmeRuns() throws IOException, StackException, InterruptedException {
        String readme = Files.readString(Home.find().resolve("README.md"));
        List<String> blocks = BLOCK.matcher(readme)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        assertThat(blocks).isNotEmpty();
        Path script = folder.resolve("readme.sh");
        Files.writeString(
                script, "set -euo pipefail\ntrap './darkroom down' EXIT\nset -x\n" + String.join("\n", blocks));

        Finished finished = new Launcher(folder.resolve("data"), folder.resolve("logs"))
                .run(List.of("bash", script.toString()))
                .finish(Duration.ofMinutes(8));

        assertThat(finished.code())
                .as("the commands of the README; it printed:%n%s%n%s", finished.out(), finished.err())
                .isZero();
    }
}
