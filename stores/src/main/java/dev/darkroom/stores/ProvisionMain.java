package dev.darkroom.stores;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.stores.elasticsearch.ElasticsearchSchema;
import dev.darkroom.stores.kafka.KafkaTopics;
import dev.darkroom.stores.s3.S3Buckets;
import dev.darkroom.stores.spanner.SpannerSchema;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes buckets, topics, tables and the index where they are missing, and changes nothing that is there. */
@Command(
        name = "provision",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes the buckets, topics, tables and the search index that Darkroom needs, where they are missing.",
            "Reads where the stores are from the environment (DARKROOM_S3_ENDPOINT, DARKROOM_KAFKA, ...).",
            "Prints one line of JSON. Can be repeated."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything is there", "1:a store did not answer or refused", "2:wrong usage or settings"})
public final class ProvisionMain implements Callable<Integer> {
    /** Where Flink keeps its checkpoints. */
    private static final String CHECKPOINTS_BUCKET = "flink";

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for stores that are still starting (default: ${DEFAULT-VALUE}).")
    private long waitSeconds;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Partitions of a new topic (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--retention-days",
            paramLabel = "DAYS",
            defaultValue = "7",
            description = "How long a new topic keeps events (default: ${DEFAULT-VALUE}).")
    private int retentionDays;

    private ProvisionMain() {}

    /** Ends the process itself: clients of the stores leave threads behind. */
    public static void main(String[] args) {
        if (System.getProperty("log4j2.configurationFile") == null) {
            System.setProperty("log4j2.configurationFile", "dev/darkroom/stores/provision-log4j2.xml");
        }
        System.exit(new CommandLine(new ProvisionMain()).execute(args));
    }

    @Override
    public Integer call() {
        try {
            StoresConfig config = StoresConfig.from(System.getenv());
            KafkaTopics.Plan plan = new KafkaTopics.Plan(partitions, Duration.ofDays(retentionDays));
            System.out.println(provision(config, plan).toJson());
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println("provision: " + e.getMessage());
            return 2;
        } catch (UnavailableException | IllegalStateException e) {
            System.err.println("provision: " + e.getMessage());
            return 1;
        }
    }

    private ProvisionResult provision(StoresConfig config, KafkaTopics.Plan plan) {
        long begun = System.nanoTime();
        Retry retry = new Retry(Duration.ofSeconds(waitSeconds));
        List<String> names = List.of(config.photosBucket(), config.lakeBucket(), CHECKPOINTS_BUCKET);
        List<String> buckets = retry.call(() -> S3Buckets.ensure(config.s3(), names));
        List<String> topics = retry.call(() -> KafkaTopics.ensure(config.kafka(), plan));
        retry.call(() -> {
            SpannerSchema.ensure(config.spannerUrl());
            return true;
        });
        boolean index = retry.call(() -> ElasticsearchSchema.ensure(config.elasticsearch()));
        return new ProvisionResult(buckets, topics, index, Duration.ofNanos(System.nanoTime() - begun));
    }
}
