package dev.darkroom.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.event.PhotoViewed.What;
import dev.darkroom.core.id.SearchId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.MetadataField;
import dev.darkroom.core.photo.MetadataSource;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.TakenAt;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final UserId ADA = new UserId("ada");

    @ParameterizedTest
    @EnumSource(Topic.class)
    void readersAndWritersOfEveryReleaseUnderstandEachOther(Topic topic) {
        Schema today = EventSchemas.of(topic);
        List<Schema> released = EventSchemas.released(today.getName());

        // Searches are told of since the second release.
        assertThat(released).hasSize(topic == Topic.SEARCHED ? 0 : EventSchemas.RELEASES.size());
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

    @Test
    void aPhotoThatTheFirstReleaseWroteHasNothingOfWhatCameLater() throws IOException {
        Schema first = EventSchemas.released("Photo").get(0);
        Photo rich = Photos.completed(Photos.upload(ADA, "old"), 2, Photos.richMetadata());
        byte[] today = BodyCodec.of("Photo").write(PhotoRecords.of(rich));
        GenericRecord asThen = new BodyCodec(first, List.of(EventSchemas.named("Photo"))).read(today);
        byte[] written = new BodyCodec(first, List.of()).write(asThen);

        Photo read = PhotoRecords.photo(BodyCodec.of("Photo").read(written));

        Developed developed = read.developed().orElseThrow();
        assertThat(developed.measures()).isEmpty();
        assertThat(developed.transforms()).hasSize(2);
        assertThat(developed.metadata().sources()).isEmpty();
        assertThat(developed.metadata().placeName()).isEmpty();
        assertThat(developed.metadata().takenAt().orElseThrow().offset()).isEmpty();
        assertThat(developed.metadata().title()).isEqualTo(Photos.richMetadata().title());
        assertThat(read.upload()).isEqualTo(rich.upload());
    }

    @Test
    void aViewThatTheFirstReleaseWroteIsOfThePhotoAndFromNoSearch() throws IOException {
        Schema first = EventSchemas.released("PhotoViewed").get(0);
        PhotoViewed viewed = new PhotoViewed(
                ADA,
                Photos.upload(ADA, "seen").id(),
                2,
                ADA,
                What.ORIGINAL,
                Optional.of(SearchId.random()),
                Photos.NOON);
        byte[] today = EventCodec.encode(viewed).value();
        GenericRecord asThen = new BodyCodec(first, List.of(EventSchemas.named("PhotoViewed"))).read(today);
        byte[] written = new BodyCodec(first, List.of()).write(asThen);

        PhotoViewed read = UseRecords.viewed(BodyCodec.of("PhotoViewed").read(written));

        assertThat(read)
                .isEqualTo(new PhotoViewed(ADA, viewed.photo(), 2, ADA, What.PHOTO, Optional.empty(), Photos.NOON));
    }

    @Test
    void whatOnlyALaterReleaseKnowsIsLeftOut() {
        assertThat(What.ofCode("aura")).isEqualTo(What.PHOTO);

        GenericRecord metadata = MetadataRecords.of(Photos.richMetadata());
        metadata.put("zone_source", "sundial");
        metadata.put("sources", Map.of("title", "hearsay", "aura", "exif", "rating", "xmp"));

        PhotoMetadata read = MetadataRecords.metadata(metadata);

        assertThat(read.takenAt().orElseThrow().zoneSource()).isEqualTo(TakenAt.ZoneSource.UNKNOWN);
        assertThat(read.sources()).isEqualTo(Map.of(MetadataField.RATING, MetadataSource.XMP));
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }
}
