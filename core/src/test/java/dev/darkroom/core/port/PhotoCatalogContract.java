package dev.darkroom.core.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.DuplicateGroup;
import dev.darkroom.core.photo.DuplicateGroup.Kind;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.Rejection;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.port.Registration.Outcome;
import dev.darkroom.core.transform.TransformId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every {@link PhotoCatalog} does. Each test has an owner of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PhotoCatalogContract {
    private static final int RACERS = 8;
    private static final Developed RICH = Photos.developed(Photos.richMetadata());
    private static final Developed BARE = Photos.developed(PhotoMetadata.NONE);
    private static final Rejection REJECTION = Photos.rejection();

    private final PhotoCatalog catalog = open();

    /** The catalogue that works. */
    protected abstract PhotoCatalog open();

    /** A catalogue at an address where nothing answers. */
    protected abstract PhotoCatalog openAway();

    @AfterAll
    void close() {
        catalog.close();
        catalog.close();
    }

    @Test
    void registersANewPhotoAsPending() {
        Upload upload = Photos.upload(owner(), "new");

        Registration registration = catalog.register(upload);

        Photo pending = new Photo(upload, PhotoStatus.PENDING, 1, Optional.empty(), Optional.empty(), List.of());
        assertThat(registration).isEqualTo(new Registration(Outcome.CREATED, pending));
        assertThat(catalog.find(upload.owner(), upload.id())).contains(pending);
    }

    @Test
    void keepsWhatWasUploadedToTheLastCharacterAndMicrosecond() {
        Upload upload = new Upload(
                owner(),
                ContentHash.of(new byte[] {1}),
                "Größe 東京 🏔️ 'quoted' \"double\" \\ $1 ? % .jpg",
                ImageFormat.HEIC,
                Long.MAX_VALUE,
                Integer.MAX_VALUE,
                1,
                Instant.parse("2026-12-31T23:59:59.999999Z"));
        catalog.register(upload);

        assertThat(catalog.find(upload.owner(), upload.id()).map(Photo::upload)).contains(upload);
    }

    @Test
    void theSamePhotoAgainIsADuplicateAndChangesNothing() {
        Upload upload = Photos.upload(owner(), "same");
        catalog.register(upload);
        Photo completed = complete(upload, RICH);

        Registration again = catalog.register(renamed(upload, "other-name.jpg"));

        assertThat(again).isEqualTo(new Registration(Outcome.DUPLICATE, completed));
        assertThat(catalog.find(upload.owner(), upload.id())).contains(completed);
    }

    @Test
    void aSidecarThatComesLaterIsTakenOverAndNothingElse() {
        Upload upload = Photos.upload(owner(), "amended");
        catalog.register(upload);
        Photo completed = complete(upload, RICH);
        Upload beside = renamed(upload, "other-name.jpg").withSidecar(ContentHash.of(new byte[] {7}));

        Registration amended = catalog.register(beside);

        Photo expected = new Photo(
                upload.withSidecar(ContentHash.of(new byte[] {7})),
                PhotoStatus.COMPLETED,
                completed.version() + 1,
                completed.developed(),
                Optional.empty(),
                completed.tags());
        assertThat(amended).isEqualTo(new Registration(Outcome.AMENDED, expected));
        assertThat(catalog.register(beside)).isEqualTo(new Registration(Outcome.DUPLICATE, expected));
        assertThat(catalog.register(upload)).isEqualTo(new Registration(Outcome.DUPLICATE, expected));
        assertThat(catalog.find(upload.owner(), upload.id())).contains(expected);
    }

    @Test
    void ofTheSamePhotoRegisteredAtOnceExactlyOneIsCreated() {
        for (int round = 0; round < 5; round++) {
            Upload upload = Photos.upload(owner(), "race");
            List<Registration> registrations = AtOnce.run(RACERS, racer -> catalog.register(upload));

            assertThat(registrations.stream().filter(one -> one.outcome() == Outcome.CREATED))
                    .hasSize(1);
            assertThat(registrations.stream().filter(one -> one.outcome() == Outcome.DUPLICATE))
                    .hasSize(RACERS - 1);
            assertThat(registrations)
                    .extracting(Registration::photo)
                    .containsOnly(registrations.get(0).photo());
        }
    }

    @Test
    void completesAPendingPhoto() {
        Upload upload = Photos.upload(owner(), "complete");
        catalog.register(upload);

        Optional<Photo> completed = catalog.complete(upload.owner(), upload.id(), RICH);

        assertThat(completed)
                .contains(new Photo(upload, PhotoStatus.COMPLETED, 2, Optional.of(RICH), Optional.empty(), List.of()));
        assertThat(catalog.find(upload.owner(), upload.id())).isEqualTo(completed);
    }

    @Test
    void completingAgainWithTheSameChangesNothing() {
        Upload upload = Photos.upload(owner(), "again");
        catalog.register(upload);
        Photo first = complete(upload, RICH);

        assertThat(complete(upload, RICH)).isEqualTo(first);
        assertThat(catalog.find(upload.owner(), upload.id())).contains(first);
    }

    @Test
    void completingWithOtherDataIsANewVersion() {
        Upload upload = Photos.upload(owner(), "other data");
        catalog.register(upload);
        complete(upload, RICH);

        Photo second = complete(upload, BARE);

        assertThat(second.version()).isEqualTo(3);
        assertThat(second.developed()).contains(BARE);
    }

    @Test
    void rejectsAPendingPhoto() {
        Upload upload = Photos.upload(owner(), "reject");
        catalog.register(upload);

        Optional<Photo> rejected = catalog.reject(upload.owner(), upload.id(), REJECTION);

        assertThat(rejected)
                .contains(
                        new Photo(upload, PhotoStatus.FAILED, 2, Optional.empty(), Optional.of(REJECTION), List.of()));
        assertThat(catalog.reject(upload.owner(), upload.id(), REJECTION)).isEqualTo(rejected);
        assertThat(catalog.find(upload.owner(), upload.id())).isEqualTo(rejected);
    }

    @Test
    void rejectingForAnotherReasonIsANewVersion() {
        Upload upload = Photos.upload(owner(), "other reason");
        catalog.register(upload);
        catalog.reject(upload.owner(), upload.id(), REJECTION);
        Rejection other = new Rejection(Reason.CORRUPT, "It contradicts itself", TransformId.of("renditions", 2, "x"));

        assertThat(catalog.reject(upload.owner(), upload.id(), other)).hasValueSatisfying(photo -> {
            assertThat(photo.version()).isEqualTo(3);
            assertThat(photo.rejection()).contains(other);
        });
    }

    @Test
    void completesAPhotoThatHadFailed() {
        Upload upload = Photos.upload(owner(), "mended");
        catalog.register(upload);
        catalog.reject(upload.owner(), upload.id(), REJECTION);

        Photo completed = complete(upload, RICH);

        assertThat(completed.status()).isEqualTo(PhotoStatus.COMPLETED);
        assertThat(completed.rejection()).isEmpty();
        assertThat(completed.version()).isEqualTo(3);
    }

    @Test
    void aCompletedPhotoStaysCompletedWhenItIsRejectedLater() {
        Upload upload = Photos.upload(owner(), "stays");
        catalog.register(upload);
        Photo completed = complete(upload, RICH);

        assertThat(catalog.reject(upload.owner(), upload.id(), REJECTION)).contains(completed);
        assertThat(catalog.find(upload.owner(), upload.id())).contains(completed);
    }

    @Test
    void replacesTags() {
        Upload upload = Photos.upload(owner(), "tags");
        catalog.register(upload);
        complete(upload, RICH);

        Optional<Photo> tagged = catalog.tag(upload.owner(), upload.id(), List.of("Été", "東京", "a,b{}\"'"));
        assertThat(tagged).map(Photo::tags).contains(List.of("Été", "東京", "a,b{}\"'"));
        assertThat(tagged).map(Photo::version).contains(3L);
        assertThat(tagged).flatMap(Photo::developed).contains(RICH);
        assertThat(catalog.tag(upload.owner(), upload.id(), List.of("Été", "東京", "a,b{}\"'")))
                .isEqualTo(tagged);

        assertThat(catalog.tag(upload.owner(), upload.id(), List.of())).hasValueSatisfying(photo -> {
            assertThat(photo.tags()).isEmpty();
            assertThat(photo.version()).isEqualTo(4);
        });
    }

    @Test
    void readingTheFileAgainNeverTouchesWhatTheOwnerHasSet() {
        Upload upload = Photos.upload(owner(), "read again");
        catalog.register(upload);
        complete(upload, BARE);
        catalog.tag(upload.owner(), upload.id(), List.of("mine", "holiday"));

        Photo again = complete(upload, RICH);

        assertThat(again.tags()).containsExactly("mine", "holiday");
        assertThat(again.developed()).contains(RICH);
        assertThat(complete(upload, BARE).tags()).containsExactly("mine", "holiday");
        assertThat(catalog.find(upload.owner(), upload.id()).map(Photo::tags)).contains(List.of("mine", "holiday"));
    }

    @Test
    void tagsOutliveDeveloping() {
        Upload upload = Photos.upload(owner(), "tags first");
        catalog.register(upload);
        catalog.tag(upload.owner(), upload.id(), List.of("early"));

        assertThat(complete(upload, RICH).tags()).containsExactly("early");
    }

    @Test
    void aGroupOfDuplicatesIsKeptOnceAndOutlivesOtherChanges() {
        Upload upload = Photos.upload(owner(), "twin");
        DuplicateGroup group = new DuplicateGroup(upload.id(), Kind.NEAR, upload.id(), 2);
        catalog.register(upload);
        assertThat(group(upload, Optional.of(group)).duplicates())
                .as("while it is not developed")
                .isEmpty();
        long developed = complete(upload, RICH).version();

        Photo grouped = group(upload, Optional.of(group));

        assertThat(grouped.version()).isEqualTo(developed + 1);
        assertThat(group(upload, Optional.of(group))).isEqualTo(grouped);
        assertThat(catalog.tag(upload.owner(), upload.id(), List.of("mine")).flatMap(Photo::duplicates))
                .contains(group);
        assertThat(complete(upload, BARE).duplicates()).contains(group);
        assertThat(group(upload, Optional.empty()).duplicates()).isEmpty();
    }

    private Photo group(Upload upload, Optional<DuplicateGroup> group) {
        return catalog.group(upload.owner(), upload.id(), group).orElseThrow();
    }

    @Test
    void aRankIsKeptOnceAndOutlivesOtherChanges() {
        Upload upload = Photos.upload(owner(), "ranked");
        catalog.register(upload);
        assertThat(rank(upload, 0.5).rank()).as("while it is not developed").isEmpty();
        long developed = complete(upload, RICH).version();

        Photo ranked = rank(upload, 0.5);

        assertThat(ranked.version()).isEqualTo(developed + 1);
        assertThat(ranked.rank()).hasValue(0.5);
        assertThat(rank(upload, 0.5)).isEqualTo(ranked);
        assertThat(catalog.tag(upload.owner(), upload.id(), List.of("mine")).map(Photo::rank))
                .contains(ranked.rank());
        assertThat(group(upload, Optional.empty()).rank()).hasValue(0.5);
        assertThat(complete(upload, BARE).rank()).hasValue(0.5);
        assertThat(rank(upload, 0).rank()).hasValue(0);
    }

    private Photo rank(Upload upload, double rank) {
        return catalog.rank(upload.owner(), upload.id(), rank).orElseThrow();
    }

    @Test
    void concurrentChangesAreAllKept() {
        Upload upload = Photos.upload(owner(), "contended");
        catalog.register(upload);

        List<Optional<Photo>> changed = AtOnce.run(
                RACERS,
                racer -> racer == 0
                        ? catalog.complete(upload.owner(), upload.id(), RICH)
                        : catalog.tag(upload.owner(), upload.id(), List.of("racer " + racer)));

        Photo last = catalog.find(upload.owner(), upload.id()).orElseThrow();
        assertThat(last.version()).isEqualTo(1L + RACERS);
        assertThat(last.developed()).contains(RICH);
        assertThat(changed).extracting(photo -> photo.orElseThrow().version()).doesNotHaveDuplicates();
    }

    @Test
    void knowsNothingOfAPhotoThatWasNeverThere() {
        UserId owner = owner();
        PhotoId never = Photos.upload(owner, "never").id();

        assertThat(catalog.find(owner, never)).isEmpty();
        assertThat(catalog.complete(owner, never, RICH)).isEmpty();
        assertThat(catalog.reject(owner, never, REJECTION)).isEmpty();
        assertThat(catalog.tag(owner, never, List.of("tag"))).isEmpty();
        assertThat(catalog.group(owner, never, Optional.empty())).isEmpty();
        assertThat(catalog.rank(owner, never, 0.5)).isEmpty();
        assertThat(catalog.delete(owner, never)).isEmpty();
        catalog.purge(owner, never);
        assertThat(catalog.find(owner, never)).isEmpty();
    }

    @Test
    void tellsTheVersionOfEveryRowAndOfWhatWasDeletedLately() {
        UserId owner = owner();
        Upload pending = Photos.upload(owner, "pending");
        Upload completed = Photos.upload(owner, "completed");
        Upload deleted = Photos.upload(owner, "deleted");
        List.of(pending, completed, deleted).forEach(catalog::register);
        complete(completed, RICH);
        catalog.delete(owner, deleted.id());
        catalog.purge(owner, deleted.id());

        assertThat(versions(owner, Instant.now().minusSeconds(600)))
                .containsExactlyInAnyOrder(
                        new PhotoVersion(owner, pending.id(), 1, PhotoStatus.PENDING),
                        new PhotoVersion(owner, completed.id(), 2, PhotoStatus.COMPLETED),
                        new PhotoVersion(owner, deleted.id(), 2, PhotoStatus.DELETED));
        assertThat(versions(owner, Instant.now().plusSeconds(600)))
                .extracting(PhotoVersion::photo)
                .containsExactlyInAnyOrder(pending.id(), completed.id());
    }

    private List<PhotoVersion> versions(UserId owner, Instant deletedSince) {
        List<PhotoVersion> versions = new ArrayList<>();
        catalog.versions(deletedSince, version -> {
            if (version.owner().equals(owner)) {
                versions.add(version);
            }
        });
        return versions;
    }

    @Test
    void onlyTheOwnerFindsAPhoto() {
        Upload upload = Photos.upload(owner(), "private");
        catalog.register(upload);
        UserId stranger = owner();

        assertThat(catalog.find(stranger, upload.id())).isEmpty();
        assertThat(catalog.findAll(stranger, List.of(upload.id()))).isEmpty();
        assertThat(catalog.delete(stranger, upload.id())).isEmpty();
        assertThat(catalog.timeline(stranger, Optional.empty(), 10)).isEmpty();
        assertThat(catalog.find(upload.owner(), upload.id())).isPresent();
    }

    @Test
    void findsSeveralAtOnceWithoutThoseThatAreGone() {
        UserId owner = owner();
        Upload one = registered(owner, "one");
        Upload two = registered(owner, "two");
        Upload gone = registered(owner, "gone");
        catalog.delete(owner, gone.id());
        PhotoId never = Photos.upload(owner, "never").id();

        assertThat(catalog.findAll(owner, List.of(one.id(), never, two.id(), gone.id(), one.id())))
                .extracting(Photo::id)
                .containsExactlyInAnyOrder(one.id(), two.id());
        assertThat(catalog.findAll(owner, List.of())).isEmpty();
    }

    @Test
    void findsAThousandAtOnceAndRefusesMore() {
        UserId owner = owner();
        List<PhotoId> ids = IntStream.rangeClosed(0, 1_000)
                .mapToObj(number -> Photos.upload(owner, "id " + number).id())
                .toList();

        assertThat(catalog.findAll(owner, ids.subList(0, 1_000))).isEmpty();
        assertThatThrownBy(() -> catalog.findAll(owner, ids)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deletingHidesThePhotoButTellsWhatItWas() {
        Upload upload = Photos.upload(owner(), "deleted");
        catalog.register(upload);
        complete(upload, RICH);

        Optional<Photo> deleted = catalog.delete(upload.owner(), upload.id());

        assertThat(deleted)
                .contains(new Photo(upload, PhotoStatus.DELETED, 3, Optional.of(RICH), Optional.empty(), List.of()));
        assertThat(catalog.delete(upload.owner(), upload.id())).isEqualTo(deleted);
        assertThat(catalog.find(upload.owner(), upload.id())).isEmpty();
        assertThat(catalog.timeline(upload.owner(), Optional.empty(), 10)).isEmpty();
    }

    @Test
    void writesToADeletedPhotoChangeNothing() {
        Upload upload = registered(owner(), "late");
        Optional<Photo> deleted = catalog.delete(upload.owner(), upload.id());

        assertThat(catalog.complete(upload.owner(), upload.id(), RICH)).isEmpty();
        assertThat(catalog.reject(upload.owner(), upload.id(), REJECTION)).isEmpty();
        assertThat(catalog.tag(upload.owner(), upload.id(), List.of("late"))).isEmpty();
        assertThat(catalog.delete(upload.owner(), upload.id())).isEqualTo(deleted);
    }

    @Test
    void aPhotoThatIsBeingDeletedCannotBeRegistered() {
        Upload upload = registered(owner(), "deleting");
        Photo deleted = catalog.delete(upload.owner(), upload.id()).orElseThrow();

        assertThat(catalog.register(upload)).isEqualTo(new Registration(Outcome.DELETING, deleted));
        assertThat(catalog.find(upload.owner(), upload.id())).isEmpty();
    }

    @Test
    void purgingEndsADeletionForGood() {
        Upload upload = registered(owner(), "purged");
        catalog.delete(upload.owner(), upload.id());

        catalog.purge(upload.owner(), upload.id());
        catalog.purge(upload.owner(), upload.id());

        assertThat(catalog.delete(upload.owner(), upload.id())).isEmpty();
        assertThat(catalog.complete(upload.owner(), upload.id(), RICH)).isEmpty();
        assertThat(catalog.find(upload.owner(), upload.id())).isEmpty();
        assertThat(scanned(upload.owner())).isEmpty();
    }

    @Test
    void purgingDoesNotTouchALivingPhoto() {
        Upload upload = registered(owner(), "living");
        catalog.purge(upload.owner(), upload.id());

        assertThat(catalog.find(upload.owner(), upload.id())).isPresent();
    }

    @Test
    void aPurgedPhotoLivesAgainAtAHigherVersion() {
        Upload upload = registered(owner(), "revived");
        complete(upload, RICH);
        catalog.tag(upload.owner(), upload.id(), List.of("old tag"));
        long deletedAt =
                catalog.delete(upload.owner(), upload.id()).orElseThrow().version();
        catalog.purge(upload.owner(), upload.id());
        Upload again = renamed(upload, "again.jpg");

        Registration revived = catalog.register(again);

        Photo fresh =
                new Photo(again, PhotoStatus.PENDING, deletedAt + 1, Optional.empty(), Optional.empty(), List.of());
        assertThat(revived).isEqualTo(new Registration(Outcome.REVIVED, fresh));
        assertThat(catalog.find(upload.owner(), upload.id())).contains(fresh);
        assertThat(catalog.timeline(upload.owner(), Optional.empty(), 10)).containsExactly(fresh);
        assertThat(catalog.register(again).outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(complete(again, RICH).version()).isEqualTo(deletedAt + 2);
        assertThat(catalog.delete(again.owner(), again.id()))
                .map(Photo::version)
                .contains(deletedAt + 3);
    }

    @Test
    void ofAPurgedPhotoRegisteredAtOnceExactlyOneIsRevived() {
        Upload upload = registered(owner(), "revive race");
        catalog.delete(upload.owner(), upload.id());
        catalog.purge(upload.owner(), upload.id());

        List<Registration> registrations = AtOnce.run(RACERS, racer -> catalog.register(upload));

        assertThat(registrations.stream().filter(one -> one.outcome() == Outcome.REVIVED))
                .hasSize(1);
        assertThat(registrations.stream().filter(one -> one.outcome() == Outcome.DUPLICATE))
                .hasSize(RACERS - 1);
    }

    @Test
    void theTimelineIsNewestFirstAndTakenCountsBeforeUploaded() {
        UserId owner = owner();
        Upload uploadedOnly = registeredAt(owner, "uploaded only", Instant.parse("2022-01-01T00:00:00Z"));
        Upload takenEarlier = registeredAt(owner, "taken earlier", Instant.parse("2023-01-01T00:00:00Z"));
        catalog.complete(owner, takenEarlier.id(), RICH); // taken in 2021
        Upload newest = registeredAt(owner, "newest", Instant.parse("2024-01-01T00:00:00Z"));
        catalog.reject(owner, newest.id(), REJECTION);

        assertThat(catalog.timeline(owner, Optional.empty(), 500))
                .extracting(Photo::id)
                .containsExactly(newest.id(), uploadedOnly.id(), takenEarlier.id());
    }

    @Test
    void pagesOfTheTimelineMissNothingAmongEqualTimes() {
        UserId owner = owner();
        Instant same = Instant.parse("2024-06-01T12:00:00.123456Z");
        for (int number = 0; number < 11; number++) {
            registeredAt(owner, "equal " + number, number < 8 ? same : same.plusNanos(number * 1_000L));
        }
        List<Photo> whole = catalog.timeline(owner, Optional.empty(), 500);
        List<Photo> paged = new ArrayList<>();
        Optional<TimelineCursor> after = Optional.empty();
        List<Photo> page;
        do {
            page = catalog.timeline(owner, after, 3);
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            paged.addAll(page);
            after = page.isEmpty()
                    ? after
                    : Optional.of(new TimelineCursor(
                            page.get(page.size() - 1).sortAt(),
                            page.get(page.size() - 1).id()));
        } while (!page.isEmpty() && paged.size() < 100);

        assertThat(whole)
                .hasSize(11)
                .isSortedAccordingTo(Comparator.comparing(Photo::sortAt).reversed());
        assertThat(paged).containsExactlyElementsOf(whole);
    }

    @Test
    void refusesPagesOfNothingOrTooMuch() {
        UserId owner = owner();
        for (int limit : new int[] {0, -1, 501}) {
            assertThatThrownBy(() -> catalog.timeline(owner, Optional.empty(), limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void scansEveryPhotoOnceThoseBeingDeletedIncluded() {
        UserId owner = owner();
        List<PhotoId> ids = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            ids.add(registered(owner, "scan " + number).id());
        }
        catalog.delete(owner, ids.get(0));
        catalog.delete(owner, ids.get(1));
        catalog.purge(owner, ids.get(1));

        assertThat(scanned(owner))
                .extracting(Photo::id)
                .containsExactlyInAnyOrder(ids.get(0), ids.get(2), ids.get(3), ids.get(4));
    }

    @Test
    void scansOneOwnersPhotosAcrossPages() {
        UserId owner = new UserId("b" + owner());
        List<PhotoId> ids = new ArrayList<>();
        for (int number = 0; number < 501; number++) {
            ids.add(registered(owner, "page " + number).id());
        }
        registered(new UserId(owner + "-neighbour"), "not his");
        catalog.delete(owner, ids.get(0));

        List<PhotoId> scanned = new ArrayList<>();
        catalog.scan(owner, photo -> scanned.add(photo.id()));

        assertThat(scanned).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void checkPassesWhenItWorks() {
        catalog.check();
    }

    @Test
    void saysSoWhenItIsAway() {
        try (PhotoCatalog away = openAway()) {
            assertThatThrownBy(away::check).isInstanceOf(UnavailableException.class);
            UserId owner = owner();
            assertThatThrownBy(
                            () -> away.find(owner, Photos.upload(owner, "away").id()))
                    .isInstanceOf(UnavailableException.class);
        }
    }

    private Photo complete(Upload upload, Developed developed) {
        return catalog.complete(upload.owner(), upload.id(), developed).orElseThrow();
    }

    private Upload registered(UserId owner, String seed) {
        Upload upload = Photos.upload(owner, seed);
        assertThat(catalog.register(upload).outcome()).isEqualTo(Outcome.CREATED);
        return upload;
    }

    private Upload registeredAt(UserId owner, String seed, Instant uploadedAt) {
        Upload template = Photos.upload(owner, seed);
        Upload upload = new Upload(owner, template.content(), seed, ImageFormat.JPEG, 1_000, 40, 30, uploadedAt);
        catalog.register(upload);
        return upload;
    }

    private static Upload renamed(Upload upload, String fileName) {
        return new Upload(
                upload.owner(),
                upload.content(),
                fileName,
                upload.format(),
                upload.sizeBytes(),
                upload.width(),
                upload.height(),
                upload.uploadedAt());
    }

    private List<Photo> scanned(UserId owner) {
        List<Photo> own = new ArrayList<>();
        catalog.scan(photo -> {
            if (photo.owner().equals(owner)) {
                own.add(photo);
            }
        });
        return own;
    }

    private static UserId owner() {
        return new UserId("contract-" + UUID.randomUUID());
    }
}
