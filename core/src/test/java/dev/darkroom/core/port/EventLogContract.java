package dev.darkroom.core.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.event.PhotoDerived;
import dev.darkroom.core.event.PhotoEvent;
import dev.darkroom.core.event.PhotoRejected;
import dev.darkroom.core.event.PhotoUploaded;
import dev.darkroom.core.event.PhotoViewed;
import dev.darkroom.core.event.PhotoViewed.What;
import dev.darkroom.core.event.PhotosShown;
import dev.darkroom.core.event.PhotosShown.Shown;
import dev.darkroom.core.event.Topic;
import dev.darkroom.core.id.SearchId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.Upload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every {@link EventLog} does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EventLogContract {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00.123456Z");

    private final UserId owner = new UserId("contract-" + UUID.randomUUID());
    private final EventLog log = open();

    /** The log that works. */
    protected abstract EventLog open();

    /** A log at an address where nothing answers. */
    protected abstract EventLog openAway();

    /** Puts something on {@code topic} that is no event. */
    protected abstract void spoil(Topic topic);

    @AfterAll
    void close() {
        log.close();
        log.close();
    }

    @Test
    void replaysEveryKindOfEventAsItWasPublished() {
        Upload upload = Photos.upload(owner, "kinds");
        Photo derived = Photos.completed(upload, 2, Photos.richMetadata());
        List<Event> events = List.of(
                new PhotoUploaded(upload, 1),
                new PhotoDerived(derived, NOW),
                PhotoChanged.updated(derived, NOW),
                view(upload, 2),
                new PhotosShown(
                        SearchId.random(), owner, 0, List.of(new Shown(upload.id(), 2, OptionalDouble.of(0.5))), NOW),
                new PhotoRejected(Photos.failed(Photos.upload(owner, "kinds-failed"), 2), NOW));
        events.forEach(log::publish);

        for (Event event : events) {
            assertThat(replay(event.topic())).contains(event);
        }
    }

    @Test
    void keepsTheOrderOfOnePhotosEvents() {
        Upload upload = Photos.upload(owner, "ordered");
        for (int version = 1; version <= 50; version++) {
            log.publish(PhotoChanged.deleted(owner, upload.id(), version, NOW));
        }

        assertThat(ofPhotos(Topic.CHANGED)
                        .filter(event -> event.photo().equals(upload.id()))
                        .map(PhotoEvent::version))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 50).mapToObj(Long::valueOf).toList());
    }

    @Test
    void losesNothingOfManyPublishersAtOnce() {
        AtOnce.run(8, racer -> {
            for (int number = 0; number < 25; number++) {
                log.publish(new PhotoUploaded(Photos.upload(owner, "many-" + racer + "-" + number), 1));
            }
            return racer;
        });

        assertThat(replay(Topic.UPLOADED).stream()
                        .map(event -> ((PhotoUploaded) event).upload().fileName())
                        .filter(name -> name.startsWith("many-")))
                .hasSize(200)
                .doesNotHaveDuplicates();
    }

    @Test
    void offeredEventsArriveSoon() {
        Upload upload = Photos.upload(owner, "offered");
        for (int version = 1; version <= 20; version++) {
            log.offer(view(upload, version));
        }

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(ofPhotos(Topic.VIEWED)
                                .filter(event -> event.photo().equals(upload.id()))
                                .map(PhotoEvent::version))
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, 20)
                                .mapToObj(Long::valueOf)
                                .toList()));
        assertThat(log.lost()).isZero();
    }

    @Test
    void replaySkipsWhatIsNoEvent() {
        Photo before = Photos.completed(Photos.upload(owner, "before"), 2, PhotoMetadata.NONE);
        Photo after = Photos.completed(Photos.upload(owner, "after"), 2, PhotoMetadata.NONE);
        log.publish(new PhotoDerived(before, NOW));
        spoil(Topic.DERIVED);
        log.publish(new PhotoDerived(after, NOW));

        assertThat(replay(Topic.DERIVED)).contains(new PhotoDerived(before, NOW), new PhotoDerived(after, NOW));
    }

    @Test
    void replayCountsWhatItHandsOver() {
        log.publish(new PhotoUploaded(Photos.upload(owner, "counted"), 1));
        List<Event> all = new ArrayList<>();

        assertThat(log.replay(Topic.UPLOADED, all::add)).isEqualTo(all.size()).isPositive();
    }

    @Test
    void checkPassesWhenItWorks() {
        log.check();
    }

    @Test
    void saysSoWhenItIsAwayAndOfferNeverWaits() {
        PhotoViewed view = view(Photos.upload(owner, "away"), 1);
        try (EventLog away = openAway()) {
            long begun = System.nanoTime();
            for (int number = 0; number < 30_000; number++) {
                away.offer(view);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
            assertThat(away.lost()).as("of so many some are dropped").isBetween(1L, 30_000L);

            long checked = System.nanoTime();
            assertThatThrownBy(away::check).isInstanceOf(UnavailableException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - checked)).isLessThan(Duration.ofSeconds(4));
            assertThatThrownBy(() -> away.publish(view)).isInstanceOf(UnavailableException.class);
        }
    }

    private PhotoViewed view(Upload upload, long version) {
        return new PhotoViewed(owner, upload.id(), version, owner, What.PHOTO, Optional.empty(), NOW);
    }

    private Stream<PhotoEvent> ofPhotos(Topic topic) {
        return replay(topic).stream().map(PhotoEvent.class::cast);
    }

    private List<Event> replay(Topic topic) {
        List<Event> own = new ArrayList<>();
        log.replay(topic, event -> {
            if (event.owner().equals(owner)) {
                own.add(event);
            }
        });
        return own;
    }
}
