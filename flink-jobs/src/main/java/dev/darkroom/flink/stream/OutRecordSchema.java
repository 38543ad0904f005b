package dev.darkroom.flink.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes each record to the topic that it names, one of a closed list. */
final class OutRecordSchema implements KafkaRecordSerializationSchema<OutRecord>, KafkaDatasetFacetProvider {
    private static final long serialVersionUID = 1;

    private final ArrayList<String> topics;

    OutRecordSchema(List<String> topics) {
        this.topics = new ArrayList<>(topics);
    }

    /** Tells the sink where to look for transactions that an earlier run left open. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(topics)));
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(OutRecord record, KafkaSinkContext context, Long timestamp) {
        return producerRecord(record);
    }

    static ProducerRecord<byte[], byte[]> producerRecord(OutRecord record) {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(record.topic(), record.key(), record.value());
        record.headers().forEach((name, value) -> message.headers().add(name, KafkaText.bytes(value)));
        return message;
    }
}
