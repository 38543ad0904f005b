package dev.darkroom.local.spanner;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The Spanner gateway as a process of its own; SIGTERM stops it. */
@Command(
        name = "spanner-gateway",
        mixinStandardHelpOptions = true,
        description = "Serves Cloud Spanner's gRPC API (PostgreSQL dialect) over a PostgreSQL, on 127.0.0.1.")
public final class SpannerGatewayMain implements Callable<Integer> {
    @Option(names = "--port", required = true, description = "Port on 127.0.0.1.")
    private int port;

    @Option(
            names = "--postgres-url",
            required = true,
            description = "JDBC URL of PostgreSQL, for example jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres")
    private String postgresUrl;

    @Option(
            names = "--idle-transaction",
            defaultValue = "PT10S",
            description =
                    "Roll a transaction back after this long without a call, ten times as long when it only reads "
                            + "(default: ${DEFAULT-VALUE}).")
    private Duration idleTransaction;

    @Option(
            names = "--ttl-sweep",
            defaultValue = "PT1H",
            description = "Time between two sweeps of expired rows (default: ${DEFAULT-VALUE}).")
    private Duration ttlSweep;

    @Option(
            names = "--max-connections",
            defaultValue = "48",
            description = "PostgreSQL sessions, which is also the number of open transactions (default: "
                    + "${DEFAULT-VALUE}).")
    private int maxConnections;

    /** Runs until the process is told to end. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new SpannerGatewayMain()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        GatewaySettings settings;
        try {
            settings = new GatewaySettings(port, postgresUrl, idleTransaction, ttlSweep, maxConnections);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        SpannerGateway gateway;
        try {
            gateway = SpannerGateway.start(settings);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "spanner-stop"));
        gateway.awaitEnd();
        return CommandLine.ExitCode.OK;
    }
}
