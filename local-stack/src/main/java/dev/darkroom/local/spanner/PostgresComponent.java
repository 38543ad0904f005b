package dev.darkroom.local.spanner;

import dev.darkroom.local.process.Component;
import dev.darkroom.local.process.JavaProgram;
import dev.darkroom.local.process.Launch;
import dev.darkroom.local.process.Probe;
import dev.darkroom.local.process.ShortRun;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.process.Unprivileged;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** PostgreSQL as a process of the stack: meant for the Spanner gateway only. */
public final class PostgresComponent implements Component {
    private static final JavaProgram SETUP = new JavaProgram(
            "local-stack",
            "dev.darkroom.local.spanner.PostgresSetupMain",
            128,
            List.of(JavaProgram.QUICK_START, "-Ddarkroom.log.level=warn"));
    private static final Duration SETUP_LIMIT = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("postgres", 8497);
    }

    @Override
    public Launch launch(Site site) throws StackException, IOException {
        Path folder = site.folder("postgres");
        new ShortRun("postgres-setup", SETUP.launch(site, List.of(folder.toString())), SETUP_LIMIT).run(site);
        return new Launch(
                new PostgresCommand(new PostgresData(folder), site.port("postgres")).commandLine(Unprivileged.detect()),
                Map.of());
    }

    @Override
    public boolean answers(Site site) throws IOException {
        return Probe.postgres(site.port("postgres"), PostgresData.USER);
    }

    @Override
    public String address(Site site) {
        return "127.0.0.1:" + site.port("postgres");
    }

    /** Ends sessions at once; TERM would wait for the clients to leave. */
    @Override
    public String stopSignal() {
        return "INT";
    }
}
