package dev.darkroom.spark.backfill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.transform.TransformId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private static final TransformId TRANSFORM = TransformId.of("renditions", 2, "a recipe");
    private static final Tally BEFORE = new Tally(90, Map.of("truncated", 5L), Map.of("needs-restore", 5L), 400, 1_000);

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private Instant now = Instant.EPOCH;

    @Test
    void tellsTheWorkInOneLineAlsoWhereNobodyWatches() {
        run(false);

        assertThat(told.toString(UTF_8))
                .isEqualTo("backfill " + TRANSFORM
                        + ": 400 photos to derive, 100 of 500 expected have an entry already\n");
    }

    @Test
    void tellsAPersonHowFarItIs() {
        run(true);

        assertThat(told.toString(UTF_8)).endsWith("\r  100 of 400, 25 %, 2.0 photos/s, 0:02:30 left \n");
    }

    private void run(boolean terminal) {
        Progress progress = new Progress(new PrintStream(told, true, UTF_8), terminal, () -> now);
        progress.planned(TRANSFORM, BEFORE, 400);
        progress.committed(0);
        now = now.plusSeconds(50);
        progress.committed(100);
        progress.ended();
    }
}
