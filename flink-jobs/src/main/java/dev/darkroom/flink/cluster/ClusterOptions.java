package dev.darkroom.flink.cluster;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The inputs of the local cluster. */
public final class ClusterOptions {
    private static final int DEFAULT_PORT = 8482;
    private static final String DEFAULT_METRICS_PORTS = "9249-9259";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the web UI and REST API on 127.0.0.1; 0 takes a free one"
                    + " (default: that of DARKROOM_FLINK, else 8482).")
    private Integer port;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "Port of the Prometheus metrics, or a range whose first free one is taken"
                    + " (default: DARKROOM_FLINK_METRICS, else 9249-9259).")
    private String metricsPort;

    /** The port of the web UI, told by the option or else by {@code DARKROOM_FLINK}, an URL. */
    int port(Map<String, String> environment) {
        if (port != null) {
            return port;
        }
        return Optional.ofNullable(environment.get("DARKROOM_FLINK"))
                .map(URI::create)
                .map(URI::getPort)
                .filter(told -> told >= 0)
                .orElse(DEFAULT_PORT);
    }

    /** The ports that metrics may take, told by the option or else by {@code DARKROOM_FLINK_METRICS}. */
    String metricsPorts(Map<String, String> environment) {
        return metricsPort != null
                ? metricsPort
                : environment.getOrDefault("DARKROOM_FLINK_METRICS", DEFAULT_METRICS_PORTS);
    }
}
