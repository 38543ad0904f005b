package dev.darkroom.flink.stream;

import java.time.Duration;
import java.util.List;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** The Kafka sources and sinks of all jobs, with the settings that they share. */
public final class KafkaEnds {
    /**
     * How long a transaction outlives its process; also Kafka's default upper bound. A job that comes back later than
     * this resumes from an older checkpoint, see {@code RetainedCheckpoints}.
     */
    public static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

    private KafkaEnds() {}

    /**
     * Committed records of {@code topics}: from the checkpoint, else from the group's committed offsets, else from the
     * beginning.
     */
    @SuppressWarnings("deprecation") // Kafka renamed the strategy; the connector takes the old name only
    public static KafkaSource<RawRecord> source(String bootstrapServers, List<String> topics, String group) {
        return KafkaSource.<RawRecord>builder()
                .setBootstrapServers(bootstrapServers)
                .setTopics(topics)
                .setGroupId(group)
                .setClientIdPrefix(group)
                .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setDeserializer(new RawRecordSchema())
                .setProperty("isolation.level", "read_committed")
                .setProperty("commit.offsets.on.checkpoint", "true")
                .setProperty("fetch.max.wait.ms", "100")
                .setProperty("partition.discovery.interval.ms", "60000")
                .build();
    }

    /**
     * Writes to {@code topics} in transactions that commit with the checkpoint. Transactional ids are pooled: with a checkpoint a second,
     * ids that count up would fill the broker's memory.
     */
    public static KafkaSink<OutRecord> exactlyOnceSink(
            String bootstrapServers, List<String> topics, String transactionalIdPrefix) {
        return KafkaSink.<OutRecord>builder()
                .setBootstrapServers(bootstrapServers)
                .setRecordSerializer(new OutRecordSchema(topics))
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(transactionalIdPrefix)
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setProperty("transaction.timeout.ms", Long.toString(TRANSACTION_TIMEOUT.toMillis()))
                .setProperty("compression.type", "lz4")
                .setProperty("buffer.memory", Integer.toString(8 << 20))
                .build();
    }
}
