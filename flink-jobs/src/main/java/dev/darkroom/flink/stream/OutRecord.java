package dev.darkroom.flink.stream;

import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.EventCodec;
import dev.darkroom.core.event.EventMessage;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * A Kafka record to be written.
 *
 * @param headers text headers, such as the CloudEvents attributes
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed on, never compared
public record OutRecord(String topic, byte[] key, Map<String, String> headers, byte[] value) {
    /** Flink's own serializer of this record's components; never Kryo. */
    public static final TypeInformation<OutRecord> TYPE = Types.POJO(
            OutRecord.class,
            Map.of(
                    "topic", Types.STRING,
                    "key", Types.PRIMITIVE_ARRAY(Types.BYTE),
                    "headers", Types.MAP(Types.STRING, Types.STRING),
                    "value", Types.PRIMITIVE_ARRAY(Types.BYTE)));

    public OutRecord {
        headers = Map.copyOf(headers);
    }

    /** The record that publishes {@code event} to its topic. */
    public static OutRecord of(Event event) {
        EventMessage message = EventCodec.encode(event);
        return new OutRecord(
                event.topic().topicName(), KafkaText.bytes(message.key()), message.headers(), message.value());
    }

    /** The record that sets {@code record} aside: its bytes unchanged, its address and {@code why} as headers. */
    public static OutRecord deadLetter(RawRecord record, String why) {
        return new OutRecord(
                DeadLetters.TOPIC,
                record.key(),
                Map.of(
                        "dead_letter_reason", why,
                        "dead_letter_topic", record.topic(),
                        "dead_letter_partition", Integer.toString(record.partition()),
                        "dead_letter_offset", Long.toString(record.offset())),
                record.value());
    }
}
