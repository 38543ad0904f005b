package dev.darkroom.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.event.PhotoViewed.What;
import dev.darkroom.core.event.PhotosShown.Shown;
import dev.darkroom.core.id.SearchId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.DerivedRenditions;
import dev.darkroom.core.photo.DuplicateGroup;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.transform.Derivation;
import dev.darkroom.core.transform.TransformId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {
    private static final UserId ADA = new UserId("ada");
    private static final SearchId SEARCH = SearchId.random();
    private static final Upload UPLOAD = Photos.upload(ADA, "beach");
    private static final Photo RICH = Photos.completed(UPLOAD, 2, Photos.richMetadata());
    private static final Photo BARE = Photos.completed(UPLOAD, 3, PhotoMetadata.NONE);
    private static final Photo TWIN = Photos.in(
            new DuplicateGroup(
                    UPLOAD.id(),
                    DuplicateGroup.Kind.NEAR,
                    Photos.upload(ADA, "twin").id(),
                    2),
            RICH);

    static Stream<Event> everyKindOfEvent() {
        return Stream.of(
                new PhotoUploaded(UPLOAD, 1),
                new PhotoDerived(RICH, Photos.NOON),
                new PhotoDerived(BARE, Photos.NOON),
                new PhotoDerived(RICH, beside(), vectors(), Photos.NOON),
                PhotoChanged.updated(RICH, Photos.NOON),
                PhotoChanged.updated(TWIN, Photos.NOON),
                PhotoChanged.updated(Photos.ranked(0.25, TWIN), Photos.NOON),
                PhotoChanged.deleted(ADA, UPLOAD.id(), 4, Photos.NOON),
                new PhotoViewed(ADA, UPLOAD.id(), 2, new UserId("bob"), What.ORIGINAL, Optional.empty(), Photos.NOON),
                new PhotoViewed(ADA, UPLOAD.id(), 2, ADA, What.PHOTO, Optional.of(SEARCH), Photos.NOON),
                new PhotosShown(SEARCH, ADA, 50, shown(), Photos.NOON),
                new PhotoRejected(Photos.failed(UPLOAD, 2), Photos.NOON));
    }

    @ParameterizedTest
    @MethodSource("everyKindOfEvent")
    void everyEventSurvivesTheJourney(Event event) throws UndecodableEventException {
        EventMessage message = EventCodec.encode(event);
        assertThat(EventCodec.decode(event.topic(), message.value())).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("everyKindOfEvent")
    void everyMessageCarriesTheCloudEventsAttributes(Event event) {
        EventMessage message = EventCodec.encode(event);
        String about =
                event instanceof PhotosShown ? SEARCH.toString() : UPLOAD.id().toString();
        assertThat(message.key()).isEqualTo(about);
        assertThat(message.headers())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", event.topic().topicName())
                .containsEntry("ce_subject", about)
                .containsKeys("ce_id", "ce_source", "ce_time", "content-type");
    }

    private static List<Shown> shown() {
        return List.of(
                new Shown(UPLOAD.id(), 2, OptionalDouble.of(1.5)),
                new Shown(Photos.upload(ADA, "twin").id(), 7, OptionalDouble.empty()));
    }

    private static Map<TransformId, List<Float>> vectors() {
        return Map.of(
                TransformId.of("look", 1, "live"),
                List.of(0.5f, -1f),
                TransformId.of("look", 2, "shadow"),
                List.of(3f));
    }

    private static List<Derivation> beside() {
        TransformId first = TransformId.of("renditions", 7, "shadow");
        TransformId second = TransformId.of("embeddings", 1, "shadow");
        return List.of(
                new Derivation(ADA, UPLOAD.id(), first, new Derivation.Done()),
                new Derivation(ADA, UPLOAD.id(), second, new Derivation.Failed(Reason.CORRUPT)));
    }

    @Test
    void whatARecipeMadeSurvivesTheCatalogue() throws UndecodableEventException {
        DerivedRenditions made = RICH.developed().orElseThrow().derivedRenditions();

        assertThat(EventCodec.decodeRenditions(EventCodec.encodeRenditions(made)))
                .isEqualTo(made);
        assertThat(BARE.developed().orElseThrow().with(made))
                .isEqualTo(BARE.developed().orElseThrow());
        assertThatExceptionOfType(UndecodableEventException.class)
                .isThrownBy(() -> EventCodec.decodeRenditions(EventCodec.encodePhoto(RICH)));
    }

    @Test
    void aRepeatedEventIsTheSameMessage() {
        EventMessage once = EventCodec.encode(new PhotoDerived(RICH, Photos.NOON));
        EventMessage again = EventCodec.encode(new PhotoDerived(RICH, Photos.NOON));
        assertThat(again.headers()).isEqualTo(once.headers());
        assertThat(again.value()).isEqualTo(once.value());
    }

    @Test
    void photosInEveryStatusSurviveTheCache() throws UndecodableEventException {
        Photo pending =
                new Photo(UPLOAD, PhotoStatus.PENDING, 1, Optional.empty(), Optional.empty(), List.of("a", "b"));
        Photo amended = Photos.completed(UPLOAD.withSidecar(UPLOAD.content()), 4, Photos.richMetadata());
        for (Photo photo : List.of(pending, RICH, BARE, amended, Photos.failed(UPLOAD, 2))) {
            assertThat(EventCodec.decodePhoto(EventCodec.encodePhoto(photo))).isEqualTo(photo);
        }
    }

    @Test
    void bytesThatAreNoEventAreRefusedWithoutFailingTheReader() {
        byte[] good = EventCodec.encode(new PhotoDerived(RICH, Photos.NOON)).value();
        byte[] cut = Arrays.copyOf(good, good.length - 5);
        byte[] foreign = EventCodec.encode(new PhotoUploaded(UPLOAD, 1)).value();
        for (byte[] bytes : List.of(new byte[0], new byte[] {1, 2, 3}, cut, foreign)) {
            assertThatExceptionOfType(UndecodableEventException.class)
                    .isThrownBy(() -> EventCodec.decode(Topic.DERIVED, bytes));
        }
    }
}
