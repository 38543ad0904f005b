package dev.darkroom.spark.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.event.PhotoDerived;
import dev.darkroom.core.event.PhotoRejected;
import dev.darkroom.core.event.PhotoUploaded;
import dev.darkroom.core.event.PhotoViewed;
import dev.darkroom.core.event.PhotoViewed.What;
import dev.darkroom.core.event.PhotosShown;
import dev.darkroom.core.event.PhotosShown.Shown;
import dev.darkroom.core.id.SearchId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.transform.Derivation;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.spark.lake.Lake;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.encoders.ExpressionEncoder;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each kind of event means in the lake, in the columns of its tables. */
final class LakeRowsTest {
    private static final UserId ADA = new UserId("ada");
    private static final Upload HARBOUR = Photos.upload(ADA, "harbour");
    private static final Instant LATER = Instant.parse("2024-06-02T08:00:00Z");

    private static final SearchId SEARCH = SearchId.random();

    private static final Event UPLOADED = new PhotoUploaded(HARBOUR, 1);
    private static final Event DERIVED = new PhotoDerived(Photos.completed(HARBOUR, 2, Photos.richMetadata()), LATER);
    private static final Event PLAIN = new PhotoDerived(Photos.completed(HARBOUR, 2, PhotoMetadata.NONE), LATER);
    private static final Event REJECTED = new PhotoRejected(Photos.failed(HARBOUR, 2), LATER);
    private static final Event TAGGED =
            PhotoChanged.updated(Photos.completed(HARBOUR, 3, Photos.richMetadata()), LATER);
    private static final Event DELETED = PhotoChanged.deleted(ADA, HARBOUR.id(), 4, LATER);
    private static final Event VIEWED =
            new PhotoViewed(ADA, HARBOUR.id(), 3, new UserId("bob"), What.ORIGINAL, Optional.of(SEARCH), LATER);
    private static final Event SHOWN = new PhotosShown(
            SEARCH,
            ADA,
            50,
            List.of(
                    new Shown(HARBOUR.id(), 3, OptionalDouble.of(1.5)),
                    new Shown(Photos.upload(ADA, "pier").id(), 2, OptionalDouble.empty())),
            LATER);

    static List<Event> events() {
        return List.of(UPLOADED, DERIVED, PLAIN, REJECTED, TAGGED, DELETED, VIEWED, SHOWN);
    }

    @ParameterizedTest
    @MethodSource("events")
    void rowsFitTheirTables(Event event) {
        assertThat(LakeRows.photos(event)).allSatisfy(row -> assertFits(row, Lake.PHOTO_COLUMNS));
        assertThat(LakeRows.derivations(event)).allSatisfy(row -> assertFits(row, Lake.DERIVATION_COLUMNS));
        assertThat(LakeRows.views(event)).allSatisfy(row -> assertFits(row, Lake.VIEW_COLUMNS));
        assertThat(LakeRows.searches(event)).allSatisfy(row -> assertFits(row, Lake.SEARCH_COLUMNS));
    }

    @Test
    void anUploadIsAPendingPhoto() {
        assertThat(photo(UPLOADED, "status", "version", "file_name", "size_bytes", "width", "changed_at", "camera"))
                .containsExactly("pending", 1L, "harbour.jpg", 4_200_000L, 4032, time(Photos.NOON), null);
        assertThat(LakeRows.derivations(UPLOADED)).isEmpty();
    }

    @Test
    void aDerivedPhotoHasItsMetadataAndOneEntryForEachTransform() {
        assertThat(photo(DERIVED, "status", "version", "width", "camera", "zone_source", "latitude", "place"))
                .containsExactly(
                        "completed", 2L, 3024, "Canon EOS 450D", "offset_tag", 43.4684, "Arezzo, Toscana, Italia");
        assertThat((Object[]) photo(DERIVED, "keywords").get(0)).containsExactly("holiday", "été");
        assertThat((Object[]) photo(DERIVED, "tags").get(0)).containsExactly("mine");
        assertThat(entries(DERIVED))
                .containsExactly(
                        List.of("ada", Photos.RENDITIONS.toString(), 2L, "done"),
                        List.of("ada", Photos.METADATA.toString(), 2L, "done"),
                        List.of("ada", Photos.MEASURES.toString(), 2L, "done"));
    }

    @Test
    void aDerivedPhotoHasItsPlaceItsSourcesAndItsMeasures() {
        assertThat(photo(DERIVED, "utc_offset_seconds", "rating", "country_code", "region", "city", "motion"))
                .containsExactly(7200, 4, "IT", "Tuscany", "Arezzo", "motion_photo");
        assertThat(photo(DERIVED, "metadata_sources").get(0).toString()).contains("title -> sidecar");
        assertThat(photo(DERIVED, "metadata_transform", "sharpness", "clipped_highlights"))
                .containsExactly(Photos.METADATA.toString(), 812.5, 0.25);
        assertThat((Object[]) photo(DERIVED, "dominant_colours").get(0)).containsExactly(0xa08040, 0, 0xffffff);
        assertThat(photo(PLAIN, "rating", "country", "sidecar_hash")).containsOnlyNulls();
    }

    @Test
    void aRejectedPhotoHasItsReasonInBothTables() {
        assertThat(photo(REJECTED, "status", "rejection_reason")).containsExactly("failed", "truncated");
        assertThat(entries(REJECTED)).containsExactly(List.of("ada", Photos.RENDITIONS.toString(), 2L, "failed"));
        assertThat(LakeRows.derivations(REJECTED).map(row -> row.getString(5))).containsExactly("truncated");
    }

    @Test
    void aDerivedPhotoAlsoHasTheEntriesOfItsShadows() {
        TransformId done = TransformId.of("renditions", 7, "shadow");
        TransformId failed = TransformId.of("embeddings", 1, "shadow");
        Event shadowed = new PhotoDerived(
                Photos.completed(HARBOUR, 2, PhotoMetadata.NONE),
                List.of(
                        new Derivation(ADA, HARBOUR.id(), done, new Derivation.Done()),
                        new Derivation(ADA, HARBOUR.id(), failed, new Derivation.Failed(Reason.CODEC_UNAVAILABLE))),
                Map.of(),
                LATER);

        assertThat(entries(shadowed))
                .containsExactly(
                        List.of("ada", Photos.RENDITIONS.toString(), 2L, "done"),
                        List.of("ada", Photos.METADATA.toString(), 2L, "done"),
                        List.of("ada", done.toString(), 2L, "done"),
                        List.of("ada", failed.toString(), 2L, "failed"));
        assertThat(LakeRows.derivations(shadowed).map(row -> row.getString(5)))
                .containsExactly(null, null, null, "codec-unavailable");
        assertThat(LakeRows.derivations(shadowed)).allSatisfy(row -> assertFits(row, Lake.DERIVATION_COLUMNS));
    }

    @Test
    void aDerivedPhotoHasARowOfFeaturesForEachVectorThatItIsFoundBy() {
        TransformId live = TransformId.of("look", 1, "live");
        Event seen = new PhotoDerived(
                Photos.completed(HARBOUR, 2, PhotoMetadata.NONE),
                List.of(),
                Map.of(live, List.of(0.5f, 1f), TransformId.of("look", 1, "shadow"), List.of(1f)),
                LATER);

        assertThat(LakeRows.features(seen)).hasSize(2).allSatisfy(row -> assertFits(row, Lake.FEATURE_COLUMNS));
        Row row = LakeRows.features(seen)
                .filter(each -> each.getString(2).equals(live.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(row.getLong(3)).isEqualTo(2);
        assertThat((Object[]) row.<String, Object>getJavaMap(4).get("look")).containsExactly(0.5f, 1f);
        assertThat(LakeRows.features(DERIVED)).isEmpty();
    }

    @Test
    void aChangeIsTheWholePhotoAndNoDerivation() {
        assertThat(photo(TAGGED, "status", "version", "camera", "changed_at"))
                .containsExactly("completed", 3L, "Canon EOS 450D", time(LATER));
        assertThat(LakeRows.derivations(TAGGED)).isEmpty();
    }

    @Test
    void aDeletionLeavesNothingOfThePhotoButItsTombstone() {
        Row tombstone = LakeRows.photos(DELETED).findFirst().orElseThrow();
        List<Integer> kept = Stream.of("user_id", "photo_id", "version", "status", "changed_at", "deleted_version")
                .map(Lake.PHOTO_COLUMNS::fieldIndex)
                .toList();

        assertThat(photo(DELETED, "user_id", "photo_id", "version", "status", "changed_at", "deleted_version"))
                .containsExactly("ada", HARBOUR.id().toString(), 4L, "deleted", time(LATER), 4L);
        assertThat(IntStream.range(0, tombstone.size()).filter(column -> !kept.contains(column)))
                .allMatch(tombstone::isNullAt);
        assertThat(LakeRows.derivations(DELETED)).isEmpty();
    }

    @Test
    void viewsAndSearchesChangeNothingButTheirTables() {
        for (Event event : List.of(VIEWED, SHOWN)) {
            assertThat(LakeRows.photos(event)).isEmpty();
            assertThat(LakeRows.derivations(event)).isEmpty();
        }
        String photo = HARBOUR.id().toString();
        assertThat(LakeRows.views(VIEWED).map(Row::mkString))
                .containsExactly("ada" + photo + "3boboriginal" + SEARCH + time(LATER));
        assertThat(LakeRows.searches(VIEWED)).isEmpty();
        assertThat(LakeRows.views(SHOWN)).isEmpty();
        assertThat(LakeRows.searches(SHOWN).map(Row::mkString))
                .containsExactly(
                        "ada" + SEARCH + photo + "3501.5" + time(LATER),
                        "ada" + SEARCH + Photos.upload(ADA, "pier").id() + "251null" + time(LATER));
    }

    @Test
    void aPhotoHasTheRankOfItsSnapshot() {
        Event ranked =
                PhotoChanged.updated(Photos.ranked(0.25, Photos.completed(HARBOUR, 3, PhotoMetadata.NONE)), LATER);

        assertThat(photo(ranked, "rank")).containsExactly(0.25);
    }

    /** As Spark checks a row when it takes it: every value of its column's type, no null where none may be. */
    private static void assertFits(Row row, StructType columns) {
        assertThat(row.size()).isEqualTo(columns.size());
        assertThat(ExpressionEncoder.apply(columns)
                        .createSerializer()
                        .apply(row)
                        .numFields())
                .isEqualTo(columns.size());
    }

    private static List<Object> photo(Event event, String... columns) {
        Row row = LakeRows.photos(event).findFirst().orElseThrow();
        return Stream.of(columns)
                .map(column -> row.get(Lake.PHOTO_COLUMNS.fieldIndex(column)))
                .toList();
    }

    private static List<List<Object>> entries(Event event) {
        return LakeRows.derivations(event)
                .map(row -> List.of(row.get(0), row.get(2), row.get(3), row.get(4)))
                .toList();
    }

    private static Timestamp time(Instant instant) {
        return Timestamp.from(instant);
    }
}
