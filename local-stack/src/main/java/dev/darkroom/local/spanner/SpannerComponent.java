package dev.darkroom.local.spanner;

import dev.darkroom.local.process.Component;
import dev.darkroom.local.process.JavaProgram;
import dev.darkroom.local.process.Launch;
import dev.darkroom.local.process.Probe;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.StackException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Spanner gateway as a process of the stack. */
public final class SpannerComponent implements Component {
    private static final JavaProgram PROGRAM =
            new JavaProgram("local-stack", "dev.darkroom.local.spanner.SpannerGatewayMain", 256, List.of());

    @Override
    public String name() {
        return "spanner";
    }

    @Override
    public Set<String> needs() {
        return Set.of("postgres");
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("spanner", 8498);
    }

    @Override
    public Launch launch(Site site) throws StackException, IOException {
        String url = new PostgresCommand(new PostgresData(site.folder("postgres")), site.port("postgres")).jdbcUrl();
        return PROGRAM.launch(site, List.of("--port", Integer.toString(site.port("spanner")), "--postgres-url", url));
    }

    @Override
    public boolean answers(Site site) throws IOException {
        return Probe.grpc(site.port("spanner"));
    }

    @Override
    public String address(Site site) {
        return "127.0.0.1:" + site.port("spanner");
    }
}
