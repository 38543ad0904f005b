package dev.darkroom.spark.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.event.PhotoDerived;
import dev.darkroom.core.event.PhotoUploaded;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.spark.it.TestLake;
import dev.darkroom.spark.lake.Lake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A deletion reaches the lake, whatever order events arrive in, and a photo uploaded again begins anew. The photos of all
 * tests go through the same few runs, one batch of each photo's events in each, because a run takes seconds.
 */
final class DeletionIT {
    private static final TransformId OLD_RECIPE = TransformId.of("renditions", 1, "of long ago");
    private static final TransformId LOOK = TransformId.of("look", 1, "of long ago");
    private static final String NEW = Photos.RENDITIONS.toString();
    private static final String METADATA = Photos.METADATA.toString();
    private static final List<String> FIRST_LIFE = List.of(METADATA + " done 2", OLD_RECIPE + " done 2");
    private static final List<String> SECOND_LIFE = List.of(METADATA + " done 5", NEW + " done 5");
    private static final UserId ADA = new UserId("ada-" + UUID.randomUUID());

    private static final Story SIMPLE = new Story("simple").then(deletion(3));
    private static final Story BYSTANDER = new Story("bystander").then();
    private static final Story LATE_EVENTS = new Story("late")
            .then(deletion(3))
            .then(uploaded(1), derived(2, OLD_RECIPE), derived(2, Photos.RENDITIONS));
    private static final Story UPLOADED_AGAIN = new Story("again")
            .then(deletion(3))
            .then(uploaded(4), derived(2, OLD_RECIPE))
            .then(derived(5, Photos.RENDITIONS))
            .then(derived(2, OLD_RECIPE), deletion(3));
    private static final Story ALL_AT_ONCE = new Story("at once")
            .then(derived(5, Photos.RENDITIONS), uploaded(4), deletion(3))
            .then(derived(2, OLD_RECIPE));
    private static final Story SAME_RECIPE_AT_ONCE =
            new Story("same recipe").then(derived(5, OLD_RECIPE), uploaded(4), deletion(3));
    private static final Story HEARD_LATE =
            new Story("heard late").then(uploaded(4)).then(deletion(3)).then(derived(2, OLD_RECIPE));
    private static final Story EXPIRED = new Story("expired")
            .then(upload -> PhotoChanged.deleted(ADA, upload.id(), 3, Photos.NOON.plus(Duration.ofDays(1))))
            .then(upload -> new PhotoUploaded(at(upload, Instant.now()), 1), derived(2, Photos.RENDITIONS));

    private static TestLake lake;

    @BeforeAll
    static void tell() {
        lake = TestLake.open();
        List<Story> stories = List.of(
                SIMPLE, BYSTANDER, LATE_EVENTS, UPLOADED_AGAIN, ALL_AT_ONCE, SAME_RECIPE_AT_ONCE, HEARD_LATE, EXPIRED);
        for (int run = 0; run <= 4; run++) {
            for (Story story : stories) {
                story.publish(run);
            }
            new LakeSyncJob(lake.spark(), new LakeSyncOptions(lake.environment())).run();
            Map<String, Row> photos = lake.photos(ADA);
            Map<String, List<String>> ledgers = lake.ledgers(ADA);
            Map<String, List<Long>> features = features();
            stories.forEach(story -> story.look(photos, ledgers, features));
        }
    }

    @Test
    void beforeItEverythingIsInTheLake() {
        assertThat(SIMPLE.after(0)).isEqualTo(new Look("completed", 2, FIRST_LIFE));
    }

    @Test
    void itLeavesATombstoneOfIdAndVersionAndNoLedger() {
        assertThat(SIMPLE.after(1)).isEqualTo(new Look("deleted", 3, List.of()));
        Row row = lake.photo(SIMPLE.upload.id()).orElseThrow();
        List<String> kept = List.of("user_id", "photo_id", "version", "status", "changed_at", "deleted_version");
        assertThat(Arrays.stream(Lake.PHOTO_COLUMNS.fieldNames()).filter(name -> !kept.contains(name)))
                .hasSize(39)
                .allSatisfy(name -> assertThat(row.<Object>getAs(name)).as(name).isNull());
    }

    @Test
    void itTakesWhatThePhotoWasFoundByOutOfTheFeatures() {
        assertThat(List.of(SIMPLE.features(0), SIMPLE.features(1))).containsExactly(List.of(2L), List.of());
        assertThat(BYSTANDER.features(4)).containsExactly(2L);
        assertThat(LATE_EVENTS.features(2)).isEmpty();
        assertThat(List.of(UPLOADED_AGAIN.features(2), UPLOADED_AGAIN.features(4)))
                .containsExactly(List.of(), List.of(5L));
        assertThat(ALL_AT_ONCE.features(1)).containsExactly(5L);
    }

    @Test
    void itTakesNothingFromOthers() {
        assertThat(BYSTANDER.after(4)).isEqualTo(new Look("completed", 2, FIRST_LIFE));
    }

    @Test
    void eventsFromBeforeItThatArriveLateBringNothingBack() {
        assertThat(LATE_EVENTS.after(2)).isEqualTo(new Look("deleted", 3, List.of()));
    }

    @Test
    void aPhotoUploadedAgainHasOnlyWhatWasDerivedSince() {
        assertThat(UPLOADED_AGAIN.after(2)).isEqualTo(new Look("pending", 4, List.of()));
        assertThat(UPLOADED_AGAIN.after(3)).isEqualTo(new Look("completed", 5, SECOND_LIFE));
        assertThat(UPLOADED_AGAIN.after(4)).isEqualTo(new Look("completed", 5, SECOND_LIFE));
    }

    @Test
    void deletedAndMadeAgainInOneRunItIsReplaced() {
        assertThat(ALL_AT_ONCE.after(1)).isEqualTo(new Look("completed", 5, SECOND_LIFE));
        assertThat(ALL_AT_ONCE.after(2)).isEqualTo(new Look("completed", 5, SECOND_LIFE));
        assertThat(SAME_RECIPE_AT_ONCE.after(1))
                .isEqualTo(new Look("completed", 5, List.of(METADATA + " done 5", OLD_RECIPE + " done 5")));
    }

    @Test
    void itIsHeardAlsoAfterThePhotoWasUploadedAgain() {
        assertThat(HEARD_LATE.after(1)).isEqualTo(new Look("pending", 4, FIRST_LIFE));
        assertThat(HEARD_LATE.after(2)).isEqualTo(new Look("pending", 4, List.of()));
        assertThat(HEARD_LATE.after(3)).isEqualTo(new Look("pending", 4, List.of()));
    }

    @Test
    void aPhotoUploadedAgainAfterItsTombstoneExpiredBeginsAtVersionOne() {
        assertThat(EXPIRED.after(1)).isEqualTo(new Look("deleted", 3, List.of()));
        assertThat(EXPIRED.after(2))
                .isEqualTo(new Look("completed", 2, List.of(METADATA + " done 2", NEW + " done 2")));
    }

    /** The versions of each photo's rows of features. */
    private static Map<String, List<Long>> features() {
        lake.spark().sql("REFRESH TABLE " + Lake.FEATURES);
        return lake.spark().table(Lake.FEATURES).where("user_id = '" + ADA + "'").collectAsList().stream()
                .collect(Collectors.groupingBy(
                        row -> row.<String>getAs("photo_id"),
                        Collectors.mapping(row -> row.<Long>getAs("version"), Collectors.toList())));
    }

    private static EventOf uploaded(long version) {
        return upload -> new PhotoUploaded(upload, version);
    }

    private static EventOf deletion(long version) {
        return upload -> PhotoChanged.deleted(ADA, upload.id(), version, Instant.now());
    }

    private static EventOf derived(long version, TransformId recipe) {
        Developed made = Photos.developed(PhotoMetadata.NONE);
        Developed developed = new Developed(
                recipe,
                made.metadataTransform(),
                made.width(),
                made.height(),
                made.metadata(),
                made.renditions(),
                made.thumbHash(),
                made.perceptualHash(),
                made.measures());
        return upload -> new PhotoDerived(
                new Photo(upload, PhotoStatus.COMPLETED, version, Optional.of(developed), Optional.empty(), List.of()),
                List.of(),
                Map.of(LOOK, List.of(1f, (float) version)),
                Instant.now());
    }

    private static Upload at(Upload upload, Instant time) {
        return new Upload(ADA, upload.content(), "again.jpg", upload.format(), upload.sizeBytes(), 40, 30, time);
    }

    /** An event of the photo that a story is about. */
    private interface EventOf {
        Event of(Upload upload);
    }

    /** What the lake says of a photo. */
    private record Look(String status, long version, List<String> ledger) {}

    /** One photo, the events of each run, and what the lake says after each. Every story begins with a developed photo. */
    private static final class Story {
        private final Upload upload;
        private final List<List<EventOf>> batches = new ArrayList<>();
        private final List<Look> looks = new ArrayList<>();
        private final List<List<Long>> features = new ArrayList<>();

        Story(String name) {
            this.upload = Photos.upload(ADA, name);
            then(uploaded(1), derived(2, OLD_RECIPE));
        }

        Story then(EventOf... batch) {
            batches.add(List.of(batch));
            return this;
        }

        void publish(int run) {
            if (run < batches.size()) {
                batches.get(run).forEach(event -> lake.stores().events().publish(event.of(upload)));
            }
        }

        void look(Map<String, Row> photos, Map<String, List<String>> ledgers, Map<String, List<Long>> allFeatures) {
            String id = upload.id().toString();
            features.add(allFeatures.getOrDefault(id, List.of()));
            Row row = photos.get(id);
            looks.add(new Look(row.getAs("status"), row.<Long>getAs("version"), ledgers.getOrDefault(id, List.of())));
        }

        List<Long> features(int run) {
            return features.get(run);
        }

        Look after(int run) {
            return looks.get(run);
        }
    }
}
