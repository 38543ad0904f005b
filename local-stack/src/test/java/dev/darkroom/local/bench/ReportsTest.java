package dev.darkroom.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.local.client.Outcome;
import dev.darkroom.local.client.Tally;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportsTest {
    @Test
    void anUpgradeIsUnnoticedOnlyWithoutErrorsAndMixedAnswers() {
        assertThat(upgrade(0, 0).isUnnoticed()).isTrue();
        assertThat(upgrade(1, 0).isUnnoticed()).isFalse();
        assertThat(upgrade(0, 1).isUnnoticed()).isFalse();
    }

    @Test
    void theSlowestFlipAndRollbackCount() {
        assertThat(upgrade(0, 0).json())
                .isEqualTo("{\"photos\":100,\"errors\":0,\"mixed\":0,\"flip_s\":2.5,\"rollback_s\":0.4}");
        assertThat(upgrade(1, 0).table()).contains("1 errors", "  an example", "| flip | 2 | 0.5 | 2.5 |");
    }

    @Test
    void latenessBesideABackfillIsARatioOfTheSlowestHundredth() {
        Tally idle = tally(100, 200, 1_000);
        Tally busy = tally(150, 300, 1_100);

        IsolationReport report = new IsolationReport(500, idle, busy, 4.25);

        assertThat(report.json()).isEqualTo("{\"idle_p99_ms\":1000,\"busy_p99_ms\":1100,\"ratio\":1.10}");
        assertThat(report.table()).contains("| a backfill running | 3 | 300 | 1100 | 1100 |");
    }

    private static UpgradeReport upgrade(long errors, long mixed) {
        return new UpgradeReport(
                "100 photos were upgraded",
                100,
                60,
                1_000,
                errors,
                mixed,
                List.of("an example"),
                List.of(0.5, 2.5),
                List.of(0.4, 0.3));
    }

    private static Tally tally(double... millis) {
        Tally tally = new Tally();
        for (double each : millis) {
            tally.add(new Outcome.Searchable(Path.of("photo.jpg"), "id", each));
        }
        return tally;
    }
}
