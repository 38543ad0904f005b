package dev.darkroom.spark.sync;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.event.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Which offsets Kafka has at one moment, committed records only: per topic and partition the first one kept, and the one
 * after the last.
 */
record KafkaOffsets(Map<String, Map<String, Long>> earliest, Map<String, Map<String, Long>> latest) {
    /** What happened to photos. */
    static final List<Topic> STATES = List.of(Topic.CHANGED, Topic.REJECTED, Topic.DERIVED, Topic.UPLOADED);

    /**
     * Later stages first: an event's cause is then never cut off by the end that was asked for after it.
     */
    private static final List<Topic> TOPICS = Stream.concat(Stream.of(Topic.VIEWED, Topic.SEARCHED), STATES.stream())
            .toList();

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Asks Kafka. */
    static KafkaOffsets now(String bootstrapServers) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "allow.auto.create.topics",
                false,
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class);
        Map<String, Map<String, Long>> earliest = new TreeMap<>();
        Map<String, Map<String, Long>> latest = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
            for (Topic topic : TOPICS) {
                List<TopicPartition> partitions = partitions(consumer, topic);
                consumer.beginningOffsets(partitions, TIMEOUT)
                        .forEach((partition, offset) -> put(earliest, partition, offset));
                consumer.endOffsets(partitions, TIMEOUT).forEach((partition, offset) -> put(latest, partition, offset));
            }
        }
        return new KafkaOffsets(earliest, latest);
    }

    /** What there is to read of {@code topics} for a table that has come as far as {@code done}. */
    OffsetRange since(Map<String, Map<String, Long>> done, List<Topic> topics) {
        return OffsetRange.plan(done, of(topics, earliest), of(topics, latest));
    }

    private static Map<String, Map<String, Long>> of(List<Topic> topics, Map<String, Map<String, Long>> offsets) {
        Map<String, Map<String, Long>> some = new TreeMap<>(offsets);
        some.keySet().retainAll(topics.stream().map(Topic::topicName).toList());
        return some;
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, Topic topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName(), TIMEOUT).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnavailableException("Kafka has no topic " + topic.topicName() + ": was it provisioned?", null);
        }
        return partitions;
    }

    private static void put(Map<String, Map<String, Long>> offsets, TopicPartition partition, long offset) {
        offsets.computeIfAbsent(partition.topic(), key -> new TreeMap<>())
                .put(Integer.toString(partition.partition()), offset);
    }
}
