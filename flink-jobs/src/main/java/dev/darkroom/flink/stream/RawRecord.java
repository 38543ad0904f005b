package dev.darkroom.flink.stream;

import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A Kafka record as it came, undecoded. Events never cross operators as objects, so no schema of ours gets into
 * checkpoints; this record is what does.
 *
 * @param key empty when the record had none
 * @param value empty when the record had none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed on, never compared
public record RawRecord(String topic, int partition, long offset, byte[] key, byte[] value) {
    /** Flink's own serializer of this record's components; never Kryo. */
    public static final TypeInformation<RawRecord> TYPE = TypeInformation.of(RawRecord.class);

    /** Where the record lies, for messages: {@code topic/partition@offset}. */
    public String address() {
        return topic + "/" + partition + "@" + offset;
    }
}
