package dev.darkroom.flink.index;

import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.EventCodec;
import dev.darkroom.core.event.Topic;
import dev.darkroom.core.event.UndecodableEventException;
import dev.darkroom.flink.stream.RawRecord;
import java.io.Serial;
import java.io.Serializable;

/**
 * A record on its way to the index, still undecoded, so that a buffered one survives in a checkpoint whatever becomes
 * of our classes.
 *
 * @param failures how many bulk requests it has been in without an answer that ends it
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed on, never compared
record IndexEntry(String topic, int partition, long offset, byte[] key, byte[] value, int failures)
        implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    /** What an entry takes beside its key and value, about. */
    private static final long OVERHEAD_BYTES = 64;

    static IndexEntry of(RawRecord record) {
        return new IndexEntry(record.topic(), record.partition(), record.offset(), record.key(), record.value(), 0);
    }

    IndexEntry failedAgain() {
        return new IndexEntry(topic, partition, offset, key, value, failures + 1);
    }

    RawRecord record() {
        return new RawRecord(topic, partition, offset, key, value);
    }

    long sizeInBytes() {
        return key.length + value.length + 2L * topic.length() + OVERHEAD_BYTES;
    }

    Event event() throws UndecodableEventException {
        return EventCodec.decode(Topic.ofName(topic), value);
    }
}
