package dev.darkroom.flink.develop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.flink.GraphUids;
import dev.darkroom.imaging.format.Limits;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import dev.darkroom.imaging.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class DevelopJobTest {
    /** A checkpoint finds its state by these: one that changes loses what was in flight. */
    @Test
    void uidsArePermanent() {
        assertThat(GraphUids.of(DevelopJob.of(GraphUids.ENVIRONMENT, new DevelopOptions())))
                .containsExactlyInAnyOrder(
                        "develop.source", "develop.photo", "develop.sink", "Sink Committer: develop.sink");
    }

    @Test
    void optionsHaveDefaultsAndCanBeGiven() {
        DevelopOptions defaults = CommandLine.populateCommand(new DevelopOptions());
        DevelopOptions given = CommandLine.populateCommand(
                new DevelopOptions(),
                "--photos-at-once=5",
                "--decode-limit=PT20S",
                "--max-original-bytes=1000",
                "--sandbox-memory=3000000000",
                "--sandbox-state=state");

        assertThat(defaults.sandbox()).isEqualTo(new DevelopOptions().sandbox()).isTrue();
        assertThat(defaults.sandboxOptions(RenditionRecipe.DEFAULT, Limits.DEFAULT))
                .isEqualTo(new DevelopOptions().sandboxOptions(RenditionRecipe.DEFAULT, Limits.DEFAULT))
                .isEqualTo(SandboxOptions.of(SandboxOptions.defaultState()));
        assertThat(CommandLine.populateCommand(new DevelopOptions(), "--no-sandbox")
                        .sandbox())
                .isFalse();
        assertThat(defaults.photosAtOnce())
                .isEqualTo(new DevelopOptions().photosAtOnce())
                .isEqualTo(3);
        assertThat(defaults.decodeLimit()).isEqualTo(Duration.ofMinutes(1));
        assertThat(given.sandboxOptions(RenditionRecipe.DEFAULT, Limits.DEFAULT).maxMemoryBytes())
                .isEqualTo(3_000_000_000L);
        assertThat(given.sandboxOptions(RenditionRecipe.DEFAULT, Limits.DEFAULT).state())
                .isEqualTo(Path.of("state"));
        assertThat(given.sandboxOptions(RenditionRecipe.DEFAULT, Limits.DEFAULT).deadline())
                .isEqualTo(Duration.ofSeconds(20));
        assertThat(given.photosAtOnce()).isEqualTo(5);
        assertThat(given.decodeLimit()).isEqualTo(Duration.ofSeconds(20));
        assertThat(given.maxOriginalBytes()).isEqualTo(1_000);
    }

    @Test
    void nothingInAPhotosOwnTimeReachesTheOperatorsTimeout() {
        DevelopOptions options = new DevelopOptions();

        assertThat(options.photoLimit()).isGreaterThan(options.decodeLimit().multipliedBy(options.capacity()));
    }
}
