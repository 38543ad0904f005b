package dev.darkroom.flink.index;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The inputs of the index job. */
public final class IndexOptions implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    @Option(
            names = "--max-batch",
            paramLabel = "N",
            defaultValue = "200",
            description = "Changes in one bulk request, at most 1000 (default: ${DEFAULT-VALUE}).")
    private int maxBatch = 200;

    @Option(
            names = "--max-wait",
            paramLabel = "DURATION",
            defaultValue = "PT0.1S",
            description = "How long a change waits for others (default: ${DEFAULT-VALUE}).")
    private Duration maxWait = Duration.ofMillis(100);

    int maxBatch() {
        return maxBatch;
    }

    Duration maxWait() {
        return maxWait;
    }
}
