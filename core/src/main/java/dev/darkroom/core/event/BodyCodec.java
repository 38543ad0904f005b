package dev.darkroom.core.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;

/** Single-object encoding of one record type: writes today's schema, reads that of every release. Safe for threads. */
final class BodyCodec {
    private final BinaryMessageEncoder<GenericRecord> encoder;
    private final BinaryMessageDecoder<GenericRecord> decoder;

    /** @param released the schemas that older records were written with */
    BodyCodec(Schema today, List<Schema> released) {
        encoder = new BinaryMessageEncoder<>(GenericData.get(), today);
        decoder = new BinaryMessageDecoder<>(GenericData.get(), today);
        released.forEach(decoder::addSchema);
    }

    /** The codec of the record type with this simple name. */
    static BodyCodec of(String name) {
        return new BodyCodec(EventSchemas.named(name), EventSchemas.released(name));
    }

    byte[] write(GenericRecord record) {
        try {
            ByteBuffer buffer = encoder.encode(record);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot encode " + record.getSchema().getName(), e);
        }
    }

    /** Reads a body back as a record of today's schema. */
    GenericRecord read(byte[] value) throws IOException {
        return decoder.decode(value);
    }
}
