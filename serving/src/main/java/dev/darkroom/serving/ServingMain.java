package dev.darkroom.serving;

import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.web.BearerAuth;
import dev.darkroom.web.HttpServer;
import dev.darkroom.web.HttpSettings;
import dev.darkroom.web.TokenSettings;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The process that answers every read; its stores are named by its environment. */
@Command(
        name = "serving",
        mixinStandardHelpOptions = true,
        description = "Answers reads: photos, timeline, search, renditions, originals and the gallery page.")
public final class ServingMain implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServingMain.class);
    private static final int DEFAULT_PORT = 8481;
    private static final int BAD_CONFIGURATION = 2;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on (${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--port",
            description = "Port to listen on; 0 takes a free one (the port of DARKROOM_SERVING, else 8481).")
    private Integer port;

    private final Map<String, String> environment;

    private ServingMain(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] args) {
        int code = new CommandLine(new ServingMain(System.getenv())).execute(args);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Starts the server, which goes on in threads of its own. */
    @Override
    public Integer call() {
        Stores stores;
        BearerAuth auth;
        ServingSettings serving;
        HttpSettings settings;
        try {
            stores = Stores.open(StoresConfig.from(environment));
            auth = new BearerAuth(TokenSettings.fromEnvironment(environment), Clock.systemUTC());
            serving = ServingSettings.from(environment);
            settings =
                    HttpSettings.local(port == null ? advertisedPort() : port).withHost(host);
        } catch (IllegalArgumentException e) {
            System.err.println("serving cannot start: " + e.getMessage());
            return BAD_CONFIGURATION;
        }
        HttpServer server = Serving.start(settings, stores, auth, serving, Clock.systemUTC());
        server.closeAtShutdown(stores);
        LOG.info("Serving at {}", server.address());
        return 0;
    }

    /** The port of the address that other processes were told. */
    private int advertisedPort() {
        String address = environment.getOrDefault("DARKROOM_SERVING", "");
        int told = address.isBlank() ? -1 : URI.create(address).getPort();
        return told < 0 ? DEFAULT_PORT : told;
    }
}
