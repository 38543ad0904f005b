package dev.darkroom.spark.sync;

import dev.darkroom.core.event.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Asks Kafka which offsets exist, committed records only. */
final class KafkaOffsets {
    /**
     * Later stages first: an event's cause is then never cut off by the end that was asked for after it.
     */
    static final List<Topic> TOPICS = List.of(Topic.CHANGED, Topic.REJECTED, Topic.DERIVED, Topic.UPLOADED);

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private KafkaOffsets() {}

    /** The range from what the lake has to what Kafka has now. */
    static OffsetRange next(String bootstrapServers, Map<String, Map<String, Long>> done) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class);
        Map<String, Map<String, Long>> earliest = new TreeMap<>();
        Map<String, Map<String, Long>> latest = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
            for (Topic topic : TOPICS) {
                List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName(), TIMEOUT).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                consumer.beginningOffsets(partitions, TIMEOUT)
                        .forEach((partition, offset) -> put(earliest, partition, offset));
                consumer.endOffsets(partitions, TIMEOUT).forEach((partition, offset) -> put(latest, partition, offset));
            }
        }
        return OffsetRange.plan(done, earliest, latest);
    }

    private static void put(Map<String, Map<String, Long>> offsets, TopicPartition partition, long offset) {
        offsets.computeIfAbsent(partition.topic(), key -> new TreeMap<>())
                .put(Integer.toString(partition.partition()), offset);
    }
}
