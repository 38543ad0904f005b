package dev.darkroom.ingest;

import dev.darkroom.imaging.format.Limits;
import dev.darkroom.imaging.format.LimitsSetting;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.web.BearerAuth;
import dev.darkroom.web.HttpServer;
import dev.darkroom.web.HttpSettings;
import dev.darkroom.web.Metrics;
import dev.darkroom.web.TokenSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The process that takes photos in. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = "Takes photos in over HTTP. Stores and token keys are told by DARKROOM_... variables.",
        footer = {"", "Example:", "  set -a; . .darkroom/env; set +a; ingest --port 8480"})
public final class IngestMain implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(IngestMain.class);
    private static final int DEFAULT_PORT = 8480;

    @Option(
            names = "--port",
            description = "Port to listen on, 0 for a free one (default: that of DARKROOM_INGEST, else 8480).")
    private int port = portOf(System.getenv());

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to bind (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(names = "--temp", description = "Folder for uploads under way (default: ${DEFAULT-VALUE}).")
    private Path temp = Path.of(System.getProperty("java.io.tmpdir"), "darkroom-uploads");

    private IngestMain() {}

    /** Runs until the process is asked to end; exit code 2 when it was told nonsense. */
    public static void main(String[] arguments) {
        int code = new CommandLine(new IngestMain()).execute(arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    @Override
    public Integer call() throws IOException {
        StoresConfig config;
        TokenSettings tokens;
        Limits limits;
        try {
            config = StoresConfig.from(System.getenv());
            tokens = TokenSettings.fromEnvironment(System.getenv());
            limits = LimitsSetting.from(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        Stores stores = Stores.open(config);
        Metrics metrics = new Metrics("ingest-api");
        HttpServer server = IngestService.start(
                HttpSettings.local(port).withHost(host),
                IngestSettings.DEFAULT.withImage(limits),
                temp,
                stores,
                new BearerAuth(tokens, Clock.systemUTC()),
                metrics);
        server.closeAtShutdown(stores, metrics);
        LOG.info("Ingest listens on {}", server.address());
        return CommandLine.ExitCode.OK;
    }

    /** The launcher tells every process where each service is to be. */
    private static int portOf(Map<String, String> environment) {
        String address = environment.getOrDefault("DARKROOM_INGEST", "");
        int told = address.isBlank() ? DEFAULT_PORT : URI.create(address).getPort();
        return told < 0 ? DEFAULT_PORT : told;
    }
}
