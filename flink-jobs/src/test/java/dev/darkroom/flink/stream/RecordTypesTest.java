package dev.darkroom.flink.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.event.EventCodec;
import dev.darkroom.core.event.PhotoDerived;
import dev.darkroom.core.event.Topic;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.Upload;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

final class RecordTypesTest {
    private static final Upload UPLOAD = Photos.upload(new UserId("ada"), "harbour");
    private static final RawRecord RAW = new RawRecord("photos.uploaded.v1", 3, 42, new byte[] {1}, new byte[0]);

    @Test
    void neitherRecordFallsBackToKryo() {
        assertThat(RawRecord.TYPE).isInstanceOf(PojoTypeInfo.class);
        assertThat(OutRecord.TYPE).isInstanceOf(PojoTypeInfo.class);
        SerializerConfigImpl noGenericTypes = new SerializerConfigImpl();
        noGenericTypes.setGenericTypes(false);
        assertThat(RawRecord.TYPE.createSerializer(noGenericTypes)).isNotNull();
        assertThat(OutRecord.TYPE.createSerializer(noGenericTypes)).isNotNull();
    }

    @Test
    void aRawRecordSurvivesACheckpoint() throws IOException {
        RawRecord read = copy(RAW, RawRecord.TYPE);

        assertThat(read.address()).isEqualTo("photos.uploaded.v1/3@42");
        assertThat(read.key()).containsExactly(1);
        assertThat(read.value()).isEmpty();
    }

    @Test
    void anEventBecomesARecordOfItsTopicThatDecodesToIt() throws Exception {
        PhotoDerived event = new PhotoDerived(
                Photos.completed(UPLOAD, 2, Photos.richMetadata()), Instant.parse("2026-11-01T10:00:00Z"));

        OutRecord record = copy(OutRecord.of(event), OutRecord.TYPE);

        assertThat(record.topic()).isEqualTo("photos.derived.v1");
        assertThat(new String(record.key(), UTF_8)).isEqualTo(event.key());
        assertThat(record.headers()).containsEntry("ce_type", "photos.derived.v1");
        assertThat(EventCodec.decode(Topic.DERIVED, record.value())).isEqualTo(event);
    }

    @Test
    void aDeadLetterKeepsTheBytesAndSaysWhereTheyLay() {
        OutRecord letter = OutRecord.deadLetter(RAW, "undecodable");

        assertThat(letter.topic()).isEqualTo("photos.dead-letter.v1");
        assertThat(letter.value()).isSameAs(RAW.value());
        assertThat(letter.headers())
                .containsEntry("dead_letter_reason", "undecodable")
                .containsEntry("dead_letter_topic", "photos.uploaded.v1")
                .containsEntry("dead_letter_partition", "3")
                .containsEntry("dead_letter_offset", "42");
    }

    private static <T> T copy(T value, TypeInformation<T> type) throws IOException {
        TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }
}
