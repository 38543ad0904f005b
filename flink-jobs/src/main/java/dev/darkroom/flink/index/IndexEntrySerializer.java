package dev.darkroom.flink.index;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;

/** Entries that wait in a writer, as a checkpoint holds them. */
final class IndexEntrySerializer extends AsyncSinkWriterStateSerializer<IndexEntry> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    protected void serializeRequestToStream(IndexEntry entry, DataOutputStream out) throws IOException {
        out.writeUTF(entry.topic());
        out.writeInt(entry.partition());
        out.writeLong(entry.offset());
        writeBytes(entry.key(), out);
        writeBytes(entry.value(), out);
        out.writeInt(entry.failures());
    }

    @Override
    protected IndexEntry deserializeRequestFromStream(long requestSize, DataInputStream in) throws IOException {
        return new IndexEntry(in.readUTF(), in.readInt(), in.readLong(), readBytes(in), readBytes(in), in.readInt());
    }

    private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
