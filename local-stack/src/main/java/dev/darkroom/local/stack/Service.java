package dev.darkroom.local.stack;

import dev.darkroom.local.process.Component;
import dev.darkroom.local.process.JavaProgram;
import dev.darkroom.local.process.Launch;
import dev.darkroom.local.process.Probe;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One of the product's own processes: told everything by its environment, asked over HTTP whether it is ready.
 *
 * @param ports the first one is where it is asked
 * @param ready what the answer with status 200 must hold
 */
record Service(String name, JavaProgram program, Map<String, Integer> ports, String readyPath, Pattern ready)
        implements Component {
    private static final Pattern ANYTHING = Pattern.compile("");
    /** Flink answers long before its two jobs read anything. */
    private static final Pattern BOTH_JOBS_RUN =
            Pattern.compile("\"state\":\"RUNNING\".*\"state\":\"RUNNING\"", Pattern.DOTALL);

    static Service ingest() {
        return new Service(
                "ingest",
                new JavaProgram("ingest-api", "dev.darkroom.ingest.IngestMain", 256, List.of()),
                Map.of("ingest", 8480),
                "/readyz",
                ANYTHING);
    }

    static Service serving() {
        return new Service(
                "serving",
                new JavaProgram("serving", "dev.darkroom.serving.ServingMain", 256, List.of()),
                Map.of("serving", 8481),
                "/readyz",
                ANYTHING);
    }

    static Service flink() {
        return new Service(
                "flink",
                new JavaProgram("flink-jobs", "dev.darkroom.flink.FlinkMain", 768, List.of()),
                Map.of("flink", 8482, "flink.metrics", 8483),
                "/jobs/overview",
                BOTH_JOBS_RUN);
    }

    /** Longer than a server lets requests in flight go on. */
    @Override
    public Duration stopLimit() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Launch launch(Site site) throws StackException, IOException {
        return program.launch(site, List.of());
    }

    @Override
    public boolean answers(Site site) throws IOException {
        return Probe.httpAnswer(address(site) + readyPath)
                .filter(answer -> ready.matcher(answer).find())
                .isPresent();
    }

    @Override
    public String address(Site site) {
        return "http://127.0.0.1:" + site.port(name);
    }
}
