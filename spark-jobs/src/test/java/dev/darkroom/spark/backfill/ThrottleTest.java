package dev.darkroom.spark.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.spark.backfill.LiveLag.Sums;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a run gives way to live uploads, and by which figures. */
final class ThrottleTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Instant now = Instant.EPOCH;
    private Optional<Duration> lag = Optional.empty();
    private final Throttle throttle = new Throttle(LIMIT, () -> lag, () -> now);

    @Test
    void whileUploadsAreInTimeNobodyWaits() throws InterruptedException {
        lag = Optional.of(LIMIT);

        assertThat(looks(3)).isZero();
    }

    @Test
    void everyLookThatFindsThemLateDoublesThePauseUpToHalfAMinute() throws InterruptedException {
        lag = Optional.of(LIMIT.plusMillis(1));

        assertThat(looks(1)).hasMillis(250);
        assertThat(looks(1)).hasMillis(500);
        assertThat(looks(20)).hasSeconds(30);
    }

    @Test
    void itRecoversWhenTheyAreInTimeAgain() throws InterruptedException {
        lag = Optional.of(LiveLag.STUCK);
        looks(3);
        lag = Optional.empty();

        assertThat(looks(1)).hasMillis(500);
        assertThat(looks(2)).isZero();
    }

    @Test
    void betweenLooksThePauseStays() throws InterruptedException {
        lag = Optional.of(LiveLag.STUCK);

        assertThat(throttle.pause()).isEqualTo(throttle.pause());
    }

    @Test
    void theLagIsThatOfThePhotosSinceTheLastLook() {
        Sums before = Sums.of(metrics(1_000, 9_000.0, 1_000, 500.0, 0));

        assertThat(Sums.of(metrics(1_010, 9_020.0, 1_010, 505.0, 0)).since(before))
                .as("2 s to derived and half a second to indexed")
                .contains(Duration.ofMillis(2_500));
        assertThat(before.since(before)).as("no uploads").isEmpty();
    }

    @Test
    void recordsThatWaitWhileNoneComesThroughAreAStuckPipeline() {
        Sums waiting = Sums.of(metrics(5, 1, 5, 1, 7));

        assertThat(waiting.since(waiting)).contains(LiveLag.STUCK);
        assertThat(waiting.since(Sums.of(metrics(5, 1, 5, 1, 0))))
                .as("just arrived")
                .isEmpty();
    }

    private Duration looks(int number) throws InterruptedException {
        Duration pause = Duration.ZERO;
        for (int i = 0; i < number; i++) {
            pause = throttle.pause();
            now = now.plusSeconds(2);
        }
        return pause;
    }

    private static String metrics(
            long derived, double derivedSeconds, long indexed, double indexedSeconds, int pending) {
        String operator = "flink_taskmanager_job_task_operator_";
        return operator + "develop_upload_to_derived_seconds_count{subtask_index=\"0\",} " + derived + ".0\n"
                + operator + "develop_upload_to_derived_seconds{subtask_index=\"0\",quantile=\"0.99\",} 22.0\n"
                + operator + "develop_upload_to_derived_seconds_total{subtask_index=\"0\",} " + derivedSeconds + "\n"
                + operator + "index_event_to_indexed_seconds_count{subtask_index=\"0\",} " + indexed + ".0\n"
                + operator + "index_event_to_indexed_seconds_total{subtask_index=\"0\",} " + indexedSeconds + "\n"
                + operator + "pendingRecords{subtask_index=\"0\",} " + pending + ".0\n";
    }
}
