package dev.darkroom.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Today's readers read what every release wrote, and its readers what is written today. */
class SchemaEvolutionTest {
    @ParameterizedTest
    @EnumSource(Topic.class)
    void readersAndWritersOfEveryReleaseUnderstandEachOther(Topic topic) {
        Schema today = EventSchemas.of(topic);
        List<Schema> released = EventSchemas.released(today.getName());

        assertThat(released).hasSize(EventSchemas.RELEASES.size());
        assertThat(released)
                .allSatisfy(
                        then -> assertThat(compatibility(today, then)).isEqualTo(SchemaCompatibilityType.COMPATIBLE))
                .allSatisfy(
                        then -> assertThat(compatibility(then, today)).isEqualTo(SchemaCompatibilityType.COMPATIBLE));
    }

    @Test
    void aBodyThatAnOlderReleaseWroteIsRead() throws IOException {
        Schema then =
                SchemaBuilder.record("Pet").fields().requiredString("name").endRecord();
        Schema today = SchemaBuilder.record("Pet")
                .fields()
                .requiredString("name")
                .optionalInt("age")
                .endRecord();
        byte[] written = new BodyCodec(then, List.of())
                .write(new GenericRecordBuilder(then).set("name", "Ada").build());

        GenericRecord read = new BodyCodec(today, List.of(then)).read(written);

        assertThat(read.get("name")).hasToString("Ada");
        assertThat(read.get("age")).isNull();
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }
}
