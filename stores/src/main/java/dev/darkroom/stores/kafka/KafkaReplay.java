package dev.darkroom.stores.kafka;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.EventCodec;
import dev.darkroom.core.event.Topic;
import dev.darkroom.core.event.UndecodableEventException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one topic from the oldest event kept to the newest committed one at the time of the call. */
final class KafkaReplay {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaReplay.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrapServers;

    KafkaReplay(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    long read(Topic topic, Consumer<Event> consumer) {
        try (KafkaConsumer<byte[], byte[]> kafka = new KafkaConsumer<>(KafkaSettings.consumer(bootstrapServers))) {
            List<TopicPartition> partitions = kafka.partitionsFor(topic.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            kafka.assign(partitions);
            kafka.seekToBeginning(partitions);
            return readTo(kafka.endOffsets(partitions), kafka, topic, consumer);
        } catch (KafkaException e) {
            throw new UnavailableException(
                    "Kafka could not replay " + topic.topicName() + ": " + KafkaEventLog.reason(e)
                            + "; check that it runs at " + bootstrapServers + " and was provisioned",
                    e);
        }
    }

    private static long readTo(
            Map<TopicPartition, Long> ends, KafkaConsumer<byte[], byte[]> kafka, Topic topic, Consumer<Event> to) {
        long handed = 0;
        long lastProgress = System.nanoTime();
        long position = -1;
        while (ends.entrySet().stream().anyMatch(end -> kafka.position(end.getKey()) < end.getValue())) {
            handed += handOver(kafka.poll(POLL), ends, topic, to);
            // Positions, not records: the last offsets of a transaction's partition hold no record at all.
            long now = ends.keySet().stream().mapToLong(kafka::position).sum();
            if (now != position) {
                position = now;
                lastProgress = System.nanoTime();
            } else if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
                throw new UnavailableException(
                        "Kafka sent nothing more of " + topic.topicName() + " for " + PATIENCE.toSeconds() + " s",
                        null);
            }
        }
        return handed;
    }

    private static long handOver(
            ConsumerRecords<byte[], byte[]> records, Map<TopicPartition, Long> ends, Topic topic, Consumer<Event> to) {
        long handed = 0;
        for (ConsumerRecord<byte[], byte[]> kafkaRecord : records) {
            TopicPartition partition = new TopicPartition(kafkaRecord.topic(), kafkaRecord.partition());
            if (kafkaRecord.offset() >= ends.get(partition)) {
                continue; // newer than the call
            }
            byte[] body = kafkaRecord.value() == null ? new byte[0] : kafkaRecord.value();
            try {
                to.accept(EventCodec.decode(topic, body));
                handed++;
            } catch (UndecodableEventException e) {
                LOG.warn("Skipping {} at offset {}: {}", partition, kafkaRecord.offset(), e.getMessage());
            }
        }
        return handed;
    }
}
