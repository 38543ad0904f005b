package dev.darkroom.local.upgrade;

import dev.darkroom.local.client.PrometheusText;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Looks at the metrics of a running stack. */
@FunctionalInterface
interface Monitor {
    /**
     * What is counted now.
     *
     * @throws IOException when serving, ingest or the pipeline does not answer
     */
    Vitals look() throws IOException, InterruptedException;

    /** The monitor of the stack with this environment. */
    static Monitor of(Map<String, String> environment) {
        Duration limit = Duration.ofSeconds(5);
        URI serving = URI.create(environment.get("DARKROOM_SERVING") + "/metrics");
        URI ingest = URI.create(environment.get("DARKROOM_INGEST") + "/metrics");
        URI flink = URI.create("http://127.0.0.1:" + environment.get("DARKROOM_FLINK_METRICS") + "/metrics");
        return () -> Vitals.of(
                PrometheusText.read(serving, limit),
                PrometheusText.read(ingest, limit),
                PrometheusText.read(flink, limit));
    }
}
