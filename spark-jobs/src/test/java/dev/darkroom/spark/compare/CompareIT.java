package dev.darkroom.spark.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.darkroom.core.id.UserId;
import dev.darkroom.core.transform.Coverage;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.imaging.rendition.RecipeFile;
import dev.darkroom.spark.backfill.BackfillJob;
import dev.darkroom.spark.backfill.BackfillOptions;
import dev.darkroom.spark.backfill.BackfillOptions.Pace;
import dev.darkroom.spark.backfill.BackfillOptions.Scope;
import dev.darkroom.spark.backfill.BatchSize;
import dev.darkroom.spark.backfill.CoverageJob;
import dev.darkroom.spark.backfill.Progress;
import dev.darkroom.spark.it.RealPhotos;
import dev.darkroom.spark.it.TestLake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two recipes of the same photos on the real stores: how near they are, and how much of the archive has them. */
final class CompareIT {
    private final TestLake lake = TestLake.open();
    private final UserId ada = new UserId("ada-" + UUID.randomUUID());

    @Test
    void aCoarserRecipeIsMeasuredShownAndRefusedByItsGate(@TempDir Path reports) throws IOException {
        RealPhotos photos = new RealPhotos(lake.stores(), ada);
        photos.develop(51);
        photos.develop(52);
        photos.develop("no picture at all".getBytes(StandardCharsets.UTF_8));
        lake.sync();
        TransformId fine = derive("sizes = 320, 160\nquality = 92\n");
        TransformId coarse = derive("sizes = 320, 100\nformat.320 = webp\nquality.320 = 5\n");

        CompareResult found = compare(coarse, fine, reports, new Gates(Optional.of(60.0), Optional.of(0.99)));

        assertThat(found.outcomes().bothDone()).isEqualTo(2);
        assertThat(found.outcomes().bothFailed()).isEqualTo(1);
        assertThat(found.agreement()).isEqualTo(1);
        assertThat(found.sampled()).isEqualTo(2);
        assertThat(found.bySize()).containsOnlyKeys(320);
        assertThat(found.changes()).isEqualTo(Map.of("format jpeg -> webp", 2L));
        assertThat(found.renditions().psnr().median()).isBetween(15.0, 45.0);
        assertThat(found.renditions().savedShare()).isBetween(0.3, 0.99);
        assertThat(found.gates())
                .extracting(Gates.Verdict::gate, Gates.Verdict::passed)
                .containsExactly(tuple("min-psnr", false), tuple("min-agreement", true));
        Path page = Path.of(found.report());
        assertThat(Files.readString(page)).contains("data:image/webp;base64,").contains(coarse.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page)))
                .as("it holds photos")
                .isEqualTo("rw-------");

        new CoverageJob(lake.spark(), lake.environment()).run();
        Coverage counted = lake.stores().records().coverage().stream()
                .filter(coverage -> coverage.transform().equals(coarse))
                .findFirst()
                .orElseThrow();
        assertThat(counted.done()).isEqualTo(2);
        assertThat(counted.failed()).isEqualTo(Map.of("unsupported-format", 1L));
        assertThat(counted.missing()).isEqualTo(counted.expected() - 3);
    }

    private CompareResult compare(TransformId now, TransformId old, Path reports, Gates gates) throws IOException {
        CompareOptions options = new CompareOptions(lake.environment(), now, Optional.of(old), 50, 4, gates, reports);
        return new CompareJob(lake.spark(), options).run();
    }

    /** Registers the recipe, derives it of Ada's photos, and retires it for the next one. */
    private TransformId derive(String definition) {
        TransformId id = RecipeFile.parse(definition).id();
        lake.stores().transforms().register(id, TransformInput.ORIGINAL, definition, "test");
        try {
            Pace pace = new Pace(
                    Long.MAX_VALUE,
                    Duration.ofMinutes(2),
                    new BatchSize(64L << 20, 10),
                    Duration.ofMinutes(5),
                    2,
                    false,
                    Optional.empty());
            Scope ofAda = new Scope(Optional.empty(), List.of(ada));
            new BackfillJob(
                            lake.spark(),
                            new BackfillOptions(lake.environment(), id, ofAda, Set.of(), Optional.empty(), pace),
                            Progress.none())
                    .run();
        } finally {
            lake.stores().transforms().retire(id, "test");
        }
        return id;
    }
}
