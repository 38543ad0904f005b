package dev.darkroom.local.bench;

import dev.darkroom.local.client.PrometheusText;
import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        PrometheusText ingest = text(environment.get("DARKROOM_INGEST") + "/metrics");
        PrometheusText flink = text("http://127.0.0.1:" + environment.get("DARKROOM_FLINK_METRICS") + "/metrics");
        Map<String, Spent> stages = new LinkedHashMap<>();
        for (String step : INGEST) {
            String label = "step=\"" + step + "\"";
            stages.put(
                    "ingest " + step,
                    new Spent(
                            ingest.sum("ingest_step_seconds_count", label),
                            ingest.sum("ingest_step_seconds_sum", label)));
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

    private static PrometheusText text(String address) throws StackException, InterruptedException {
        try {
            return PrometheusText.read(URI.create(address), LIMIT);
        } catch (IOException e) {
            throw new StackException("Cannot read the metrics at " + address + ": " + e.getMessage(), e);
        }
    }

    private static Spent flink(PrometheusText metrics, String name) {
        return new Spent(
                metrics.sum(OPERATOR + name + "_seconds_count", ""),
                metrics.sum(OPERATOR + name + "_seconds_total", ""));
    }

    /** How often a stage ran, and for how long in all; by the clock on the wall, so waiting counts. */
    record Spent(double calls, double seconds) {}
}
