package dev.darkroom.flink.stream;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The inputs that every streaming job takes. */
public final class StreamOptions implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "Parallel instances of each job (default: ${DEFAULT-VALUE}).")
    private int parallelism = 2;

    @Option(
            names = "--checkpoint-interval",
            paramLabel = "DURATION",
            defaultValue = "PT1S",
            description = "Derived events are published when a checkpoint ends (default: ${DEFAULT-VALUE}).")
    private Duration checkpointInterval = Duration.ofSeconds(1);

    @Option(
            names = "--checkpoints",
            paramLabel = "URI",
            defaultValue = "s3://flink/checkpoints",
            description = "Where checkpoints go, each job in a folder of its name (default: ${DEFAULT-VALUE}).")
    private String checkpoints = "s3://flink/checkpoints";

    /** Parallel instances of each operator. */
    public int parallelism() {
        return parallelism;
    }

    /** Pause between the starts of two checkpoints. */
    public Duration checkpointInterval() {
        return checkpointInterval;
    }

    /** The folder of the checkpoints of the job with this name. */
    public String checkpoints(String job) {
        return checkpoints + "/" + job;
    }
}
