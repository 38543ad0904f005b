package dev.darkroom.flink.stream;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job that any Flink can run: this process's own cluster, or a real one. */
public interface StreamJob {
    /** The name in the web UI, in metrics and in the folder of checkpoints; permanent. */
    String name();

    /** Builds the graph and its settings in {@code environment}. */
    void define(StreamExecutionEnvironment environment);
}
