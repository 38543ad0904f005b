package dev.darkroom.spark.backfill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long live uploads took from upload to searchable since the last look, by the pipeline's metrics. The pipeline's own
 * percentiles are of its last thousand photos, so after a bad hour with few uploads they would stay bad for long; what
 * was added since the last look is of now. For one thread.
 */
final class LiveLag {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String OPERATOR = "flink_taskmanager_job_task_operator_";

    /** Longer than any limit: records wait, and none has come through since the last look. */
    static final Duration STUCK = Duration.ofDays(1);

    private final URI metrics;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private Optional<Sums> last = Optional.empty();

    LiveLag(URI metrics) {
        this.metrics = metrics;
    }

    /** The mean since the last look; nothing when there were no uploads, or nobody answers. */
    Optional<Duration> look() throws InterruptedException {
        Optional<Sums> now = read();
        Optional<Duration> lag = now.flatMap(sums -> last.flatMap(sums::since));
        last = now;
        return lag;
    }

    private Optional<Sums> read() throws InterruptedException {
        try {
            return Optional.of(Sums.of(
                    client.send(HttpRequest.newBuilder(metrics).timeout(TIMEOUT).build(), BodyHandlers.ofString())
                            .body()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * The sums of all photos so far.
     *
     * @param pending records that wait in Kafka
     */
    record Sums(Stage derived, Stage indexed, double pending) {
        static Sums of(String text) {
            return new Sums(
                    Stage.of(text, "develop_upload_to_derived"),
                    Stage.of(text, "index_event_to_indexed"),
                    sum(text, "pendingRecords"));
        }

        Optional<Duration> since(Sums before) {
            if (derived.photos > before.derived.photos || indexed.photos > before.indexed.photos) {
                double mean = derived.mean(before.derived) + indexed.mean(before.indexed);
                return Optional.of(Duration.ofMillis(Math.round(mean * 1_000)));
            }
            return pending > 0 && before.pending > 0 ? Optional.of(STUCK) : Optional.empty();
        }

        private static double sum(String text, String name) {
            Matcher line = Pattern.compile("^" + OPERATOR + name + "(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE)
                    .matcher(text);
            double sum = 0;
            while (line.find()) {
                sum += Double.parseDouble(line.group(1));
            }
            return sum;
        }
    }

    /** How many photos have passed a stage, and their seconds in all. */
    record Stage(double photos, double seconds) {
        static Stage of(String text, String name) {
            return new Stage(Sums.sum(text, name + "_seconds_count"), Sums.sum(text, name + "_seconds_total"));
        }

        double mean(Stage before) {
            return photos > before.photos ? (seconds - before.seconds) / (photos - before.photos) : 0;
        }
    }
}
