package dev.darkroom.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.port.RankWeight;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackEnvironmentTest {
    @TempDir
    private Path data;

    @Test
    void canBeSourcedByAShell() throws Exception {
        Map<String, String> variables = write();

        Process shell = new ProcessBuilder(
                        "sh", "-c", ". ./env; printf '%s' \"$DARKROOM_SPANNER_URL $DARKROOM_S3_SECRET_KEY\"")
                .directory(data.toFile())
                .start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(printed)
                .isEqualTo(variables.get("DARKROOM_SPANNER_URL") + " " + variables.get("DARKROOM_S3_SECRET_KEY"));
        assertThat(printed).contains(";dialect=POSTGRESQL");
    }

    @Test
    void readsBackWhatItWrote() throws Exception {
        assertThat(new StackEnvironment(data).read()).isEmpty();

        assertThat(write()).isEqualTo(new StackEnvironment(data).read());
    }

    @Test
    void keepsItsSecretsAndShowsThemToTheOwnerOnly() throws Exception {
        String secret = write().get("DARKROOM_S3_SECRET_KEY");

        assertThat(write())
                .containsEntry("DARKROOM_S3_SECRET_KEY", secret)
                .containsEntry("AWS_SECRET_ACCESS_KEY", secret);
        assertThat(secret).hasSize(40);
        for (String name : new String[] {"env", "secrets"}) {
            assertThat(Files.getPosixFilePermissions(data.resolve(name)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void keepsTheWeightOfRanksUntilItIsToldAnother() throws Exception {
        assertThat(write()).doesNotContainKey(RankWeight.KEY);
        assertThat(write(Map.of(RankWeight.KEY, "2"))).containsEntry(RankWeight.KEY, "2");
        assertThat(write()).containsEntry(RankWeight.KEY, "2");
        assertThatThrownBy(() -> write(Map.of(RankWeight.KEY, "heavy")))
                .hasMessage("DARKROOM_RANK_WEIGHT must be a number from 0 to 100, not: heavy");
        assertThat(write(Map.of(RankWeight.KEY, ""))).doesNotContainKey(RankWeight.KEY);
    }

    @Test
    void handsOnWhatAPersonDecidesAboutDecodingWithPathsThatHoldInAnyFolder() throws Exception {
        Map<String, String> written = write(Map.of(
                "DARKROOM_LIMITS",
                "max-side=40000",
                "DARKROOM_RECIPE",
                "./r.toml",
                "DARKROOM_LIBVIPS",
                "libvips.so.42"));

        assertThat(written)
                .containsEntry("DARKROOM_LIMITS", "max-side=40000")
                .containsEntry(
                        "DARKROOM_RECIPE", Path.of("r.toml").toAbsolutePath().toString())
                .containsEntry("DARKROOM_LIBVIPS", "libvips.so.42")
                .doesNotContainKey("DARKROOM_LIBHEIF");
        assertThat(write(Map.of("DARKROOM_LIMITS", "")))
                .doesNotContainKey("DARKROOM_LIMITS")
                .containsEntry("DARKROOM_LIBVIPS", "libvips.so.42");
    }

    private Map<String, String> write() throws Exception {
        return write(Map.of());
    }

    private Map<String, String> write(Map<String, String> shell) throws Exception {
        return new StackEnvironment(data).write(data, Components.preferredPorts(), shell);
    }
}
