package dev.darkroom.flink.index;

import dev.darkroom.core.event.Topic;
import dev.darkroom.flink.stream.DeadLetters;
import dev.darkroom.flink.stream.KafkaEnds;
import dev.darkroom.flink.stream.RawRecord;
import dev.darkroom.flink.stream.StreamCommand;
import dev.darkroom.flink.stream.StreamJob;
import dev.darkroom.flink.stream.StreamOptions;
import dev.darkroom.flink.stream.StreamSettings;
import dev.darkroom.stores.StoresConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The graph of index: derived and changed events into Elasticsearch. */
public final class IndexJob implements StreamJob {
    private static final String NAME = "index";

    /** The consumer group, whose committed offsets show the lag to outside tools. */
    private static final String GROUP = "darkroom-index";

    private final Source<RawRecord, ?, ?> source;
    private final Sink<RawRecord> sink;

    IndexJob(Source<RawRecord, ?, ?> source, Sink<RawRecord> sink) {
        this.source = source;
        this.sink = sink;
    }

    /** The job between the stores that {@code environment} names. */
    public static IndexJob of(Map<String, String> environment, IndexOptions options) {
        List<String> topics = List.of(Topic.DERIVED.topicName(), Topic.CHANGED.topicName());
        return new IndexJob(
                KafkaEnds.source(StoresConfig.from(environment).kafka(), topics, GROUP),
                new IndexSink(environment, options));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void define(StreamExecutionEnvironment environment) {
        environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "derived, changed", RawRecord.TYPE)
                .uid("index.source")
                .sinkTo(sink)
                .uid("index.sink")
                .name("index");
    }

    /** Submits the job to the cluster that Flink's client was told of. */
    public static void main(String[] arguments) {
        int code = StreamCommand.run(new Submission(), arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    @Command(name = "index", mixinStandardHelpOptions = true, description = "Submits the index job to a Flink cluster.")
    private static final class Submission implements Callable<Integer> {
        @Mixin
        private StreamOptions stream = new StreamOptions();

        @Mixin
        private IndexOptions options = new IndexOptions();

        @Override
        public Integer call() throws Exception {
            DeadLetters.ensureTopic(StoresConfig.from(System.getenv()).kafka());
            StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
            StreamSettings.apply(environment, NAME, stream);
            of(System.getenv(), options).define(environment);
            environment.executeAsync(NAME);
            return 0;
        }
    }
}
