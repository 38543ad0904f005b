package dev.darkroom.local.bench;

import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the stages of the pipeline have taken so far, by the metrics of ingest and of the Flink jobs.
 *
 * @param stages in the order in which a photo passes them
 */
record StageTimes(Map<String, Spent> stages) {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final List<String> INGEST = List.of("receive", "inspect", "store", "register", "publish");
    private static final List<String> DEVELOP = List.of("read", "decode", "put", "catalogue");
    private static final String OPERATOR = "flink_taskmanager_job_task_operator_";

    /** The times until now of the stack with this environment. */
    static StageTimes now(Map<String, String> environment) throws StackException, InterruptedException {
        String ingest = text(environment.get("DARKROOM_INGEST") + "/metrics");
        String flink = text("http://127.0.0.1:" + environment.get("DARKROOM_FLINK_METRICS") + "/metrics");
        Map<String, Spent> stages = new LinkedHashMap<>();
        for (String step : INGEST) {
            String label = "step=\"" + step + "\"";
            stages.put(
                    "ingest " + step,
                    new Spent(
                            sum(ingest, "ingest_step_seconds_count", label),
                            sum(ingest, "ingest_step_seconds_sum", label)));
        }
        DEVELOP.forEach(stage -> stages.put("develop " + stage, flink(flink, "develop_" + stage)));
        stages.put("index bulk", flink(flink, "index_bulk"));
        return new StageTimes(stages);
    }

    StageTimes since(StageTimes before) {
        Map<String, Spent> difference = new LinkedHashMap<>();
        stages.forEach((stage, spent) -> {
            Spent was = before.stages.get(stage);
            difference.put(stage, new Spent(spent.calls - was.calls, spent.seconds - was.seconds));
        });
        return new StageTimes(difference);
    }

    private static Spent flink(String metrics, String name) {
        return new Spent(
                sum(metrics, OPERATOR + name + "_seconds_count", ""),
                sum(metrics, OPERATOR + name + "_seconds_total", ""));
    }

    /** The sum over all time series of a metric whose labels hold {@code label}. */
    private static double sum(String metrics, String name, String label) {
        Matcher line = Pattern.compile("^" + name + "(?:\\{([^}]*)})? (\\S+)$", Pattern.MULTILINE)
                .matcher(metrics);
        double sum = 0;
        while (line.find()) {
            if (String.valueOf(line.group(1)).contains(label)) {
                sum += Double.parseDouble(line.group(2));
            }
        }
        return sum;
    }

    private static String text(String address) throws StackException, InterruptedException {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(address))
                                    .timeout(LIMIT)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new StackException("Cannot read the metrics at " + address + ": " + e.getMessage(), e);
        }
    }

    /** How often a stage ran, and for how long in all; by the clock on the wall, so waiting counts. */
    record Spent(double calls, double seconds) {}
}
