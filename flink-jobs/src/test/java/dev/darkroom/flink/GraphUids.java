package dev.darkroom.flink;

import dev.darkroom.flink.stream.StreamJob;
import dev.darkroom.flink.stream.StreamOptions;
import dev.darkroom.flink.stream.StreamSettings;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;

/** Reads the uids out of a job's graph; building it connects to nothing. */
public final class GraphUids {
    /** Names stores that nobody runs. */
    public static final Map<String, String> ENVIRONMENT = Map.of(
            "DARKROOM_KAFKA", "127.0.0.1:1",
            "DARKROOM_S3_ENDPOINT", "http://127.0.0.1:1",
            "DARKROOM_S3_REGION", "us-east-1",
            "DARKROOM_SPANNER_URL", "jdbc:cloudspanner://127.0.0.1:1/projects/p/instances/i/databases/d",
            "DARKROOM_REDIS", "redis://127.0.0.1:1",
            "DARKROOM_ELASTICSEARCH", "http://127.0.0.1:1");

    private GraphUids() {}

    /** The uids, given by the job's author or derived from one by Flink; building fails when one is missing. */
    public static List<String> of(StreamJob job) {
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment();
        StreamSettings.apply(environment, job.name(), new StreamOptions());
        job.define(environment);
        environment.getStreamGraph(false).getJobGraph();
        return environment.getStreamGraph(false).getStreamNodes().stream()
                .map(StreamNode::getTransformationUID)
                .toList();
    }
}
