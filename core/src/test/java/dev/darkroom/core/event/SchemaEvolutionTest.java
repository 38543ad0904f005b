package dev.darkroom.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every schema that was ever released stays in {@code avro-history/v1}, {@code v2}, ...; today's readers must read what
 * it wrote, and its readers what is written today.
 */
class SchemaEvolutionTest {
    private static final List<String> FILES = List.of(
            "upload", "photo", "photo-uploaded", "photo-derived", "photo-changed", "photo-viewed", "photo-rejected");

    @ParameterizedTest
    @EnumSource(Topic.class)
    void readersAndWritersOfEveryReleaseUnderstandEachOther(Topic topic) throws IOException {
        Schema today = EventSchemas.of(topic);
        Schema released = releasedSchemas("v1").getTypes().get(today.getFullName());
        assertThat(compatibility(today, released)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        assertThat(compatibility(released, today)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }

    private static Schema.Parser releasedSchemas(String release) throws IOException {
        Schema.Parser parser = new Schema.Parser();
        for (String file : FILES) {
            try (InputStream in =
                    SchemaEvolutionTest.class.getResourceAsStream("/avro-history/" + release + "/" + file + ".avsc")) {
                parser.parse(in);
            }
        }
        return parser;
    }
}
