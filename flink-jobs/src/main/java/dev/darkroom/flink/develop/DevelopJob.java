package dev.darkroom.flink.develop;

import dev.darkroom.core.event.Topic;
import dev.darkroom.flink.stream.DeadLetters;
import dev.darkroom.flink.stream.KafkaEnds;
import dev.darkroom.flink.stream.OutRecord;
import dev.darkroom.flink.stream.RawRecord;
import dev.darkroom.flink.stream.StreamCommand;
import dev.darkroom.flink.stream.StreamJob;
import dev.darkroom.flink.stream.StreamOptions;
import dev.darkroom.flink.stream.StreamSettings;
import dev.darkroom.imaging.format.LimitsSetting;
import dev.darkroom.stores.StoresConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.async.AsyncFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The graph of develop: uploaded events in; derived, rejected and dead letters out, each once for every reader of
 * committed records. The order of photos does not matter, because versions order their events.
 */
public final class DevelopJob implements StreamJob {
    private static final String NAME = "develop";

    /** The consumer group, whose committed offsets show the lag to outside tools. */
    private static final String GROUP = "darkroom-develop";

    private final Source<RawRecord, ?, ?> source;
    private final AsyncFunction<RawRecord, OutRecord> function;
    private final Sink<OutRecord> sink;
    private final DevelopOptions options;

    DevelopJob(
            Source<RawRecord, ?, ?> source,
            AsyncFunction<RawRecord, OutRecord> function,
            Sink<OutRecord> sink,
            DevelopOptions options) {
        this.source = source;
        this.function = function;
        this.sink = sink;
        this.options = options;
    }

    /** The job between the stores that {@code environment} names. */
    public static DevelopJob of(Map<String, String> environment, DevelopOptions options) {
        String kafka = StoresConfig.from(environment).kafka();
        // What is wrong is told to whoever starts the job, not found by every task.
        LimitsSetting.from(environment);
        return new DevelopJob(
                KafkaEnds.source(kafka, List.of(Topic.UPLOADED.topicName()), GROUP),
                new DevelopFunction(environment, options),
                KafkaEnds.exactlyOnceSink(
                        kafka,
                        List.of(Topic.DERIVED.topicName(), Topic.REJECTED.topicName(), DeadLetters.TOPIC),
                        GROUP),
                options);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void define(StreamExecutionEnvironment environment) {
        DataStream<RawRecord> uploaded = environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "uploaded", RawRecord.TYPE)
                .uid("develop.source");
        AsyncDataStream.unorderedWait(
                        uploaded, function, options.photoLimit().toMillis(), TimeUnit.MILLISECONDS, options.capacity())
                .returns(OutRecord.TYPE)
                .uid("develop.photo")
                .name("develop")
                .sinkTo(sink)
                .uid("develop.sink")
                .name("events");
    }

    /** Submits the job to the cluster that Flink's client was told of. */
    public static void main(String[] arguments) {
        int code = StreamCommand.run(new Submission(), arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    @Command(
            name = "develop",
            mixinStandardHelpOptions = true,
            description = "Submits the develop job to a Flink cluster.")
    private static final class Submission implements Callable<Integer> {
        @Mixin
        private StreamOptions stream = new StreamOptions();

        @Mixin
        private DevelopOptions options = new DevelopOptions();

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
