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
import java.util.Set;

/** One of the product's own processes: told everything by its environment, asked over HTTP whether it is ready. */
record Service(String name, JavaProgram program, int preferredPort, String readyPath) implements Component {
    static Service ingest() {
        return new Service(
                "ingest",
                new JavaProgram("ingest-api", "dev.darkroom.ingest.IngestMain", 256, List.of()),
                8480,
                "/readyz");
    }

    static Service serving() {
        return new Service(
                "serving",
                new JavaProgram("serving", "dev.darkroom.serving.ServingMain", 256, List.of()),
                8481,
                "/readyz");
    }

    static Service flink() {
        return new Service(
                "flink",
                new JavaProgram("flink-jobs", "dev.darkroom.flink.FlinkMain", 768, List.of()),
                8482,
                "/jobs/overview");
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of(name, preferredPort);
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
        return Probe.http(address(site) + readyPath, Set.of(200));
    }

    @Override
    public String address(Site site) {
        return "http://127.0.0.1:" + site.port(name);
    }
}
