package dev.darkroom.spark.sync;

import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.event.PhotoDerived;
import dev.darkroom.core.event.PhotoEvent;
import dev.darkroom.core.event.PhotoRejected;
import dev.darkroom.core.event.PhotoUploaded;
import dev.darkroom.core.event.PhotoViewed;
import dev.darkroom.core.event.PhotosShown;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.SearchId;
import dev.darkroom.core.photo.Camera;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.GeoPoint;
import dev.darkroom.core.photo.Measures;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.photo.PlaceName;
import dev.darkroom.core.photo.Rejection;
import dev.darkroom.core.photo.TakenAt;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.transform.Derivation;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.spark.lake.Lake;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/** Pure functions from an event to the rows that it means in the lake. */
final class LakeRows {
    private static final scala.collection.Map<String, Object> NOTHING = CollectionConverters.asScala(Map.of());

    private LakeRows() {}

    /** The state of the photo after {@code event}; nothing when the event did not change it. */
    static Stream<Row> photos(Event event) {
        if (event instanceof PhotoViewed || event instanceof PhotosShown) {
            return Stream.empty();
        }
        if (event instanceof PhotoUploaded uploaded) {
            Photo pending = new Photo(
                    uploaded.upload(),
                    PhotoStatus.PENDING,
                    uploaded.version(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());
            return Stream.of(photo(pending, event.occurredAt()));
        }
        return Stream.of(snapshot(event)
                .map(photo -> photo(photo, event.occurredAt()))
                .orElseGet(() -> tombstone((PhotoEvent) event)));
    }

    /** Id and version, so that late events stay harmless, and nothing of the photo. */
    private static Row tombstone(PhotoEvent deletion) {
        Object[] columns = new Object[Lake.PHOTO_COLUMNS.size()];
        set(columns, "user_id", deletion.owner().value());
        set(columns, "photo_id", deletion.photo().toString());
        set(columns, "version", deletion.version());
        set(columns, "status", PhotoStatus.DELETED.code());
        set(columns, "changed_at", Timestamp.from(deletion.occurredAt()));
        set(columns, "deleted_version", deletion.version());
        return RowFactory.create(columns);
    }

    private static void set(Object[] columns, String name, Object value) {
        columns[Lake.PHOTO_COLUMNS.fieldIndex(name)] = value;
    }

    /** The entries that {@code event} makes in the ledger. */
    static Stream<Row> derivations(Event event) {
        if (event instanceof PhotoDerived derived) {
            return Stream.concat(
                    derived.snapshot().developed().orElseThrow().transforms().stream()
                            .map(transform -> derivation(derived, transform, "done", null)),
                    derived.beside().stream().map(beside -> derivation(derived, beside)));
        }
        if (event instanceof PhotoRejected rejected) {
            Rejection rejection = rejected.rejection();
            return Stream.of(derivation(
                    rejected,
                    rejection.transform(),
                    "failed",
                    rejection.reason().code()));
        }
        return Stream.empty();
    }

    /** What {@code event} says that the photo is to be found by; a row for each transform that says so. */
    static Stream<Row> features(Event event) {
        return event instanceof PhotoDerived derived
                ? derived.vectors().entrySet().stream()
                        .map(vector -> RowFactory.create(
                                derived.owner().value(),
                                derived.photo().toString(),
                                vector.getKey().toString(),
                                derived.version(),
                                CollectionConverters.asScala(Map.of(
                                        vector.getKey().name(),
                                        vector.getValue().toArray())),
                                NOTHING,
                                NOTHING,
                                NOTHING,
                                Timestamp.from(derived.occurredAt())))
                : Stream.empty();
    }

    /** The view that {@code event} is, if it is one. */
    static Stream<Row> views(Event event) {
        return event instanceof PhotoViewed viewed
                ? Stream.of(RowFactory.create(
                        viewed.owner().value(),
                        viewed.photo().toString(),
                        viewed.version(),
                        viewed.viewer().value(),
                        viewed.what().code(),
                        viewed.search().map(SearchId::toString).orElse(null),
                        Timestamp.from(viewed.occurredAt())))
                : Stream.empty();
    }

    /** A row for each photo that a search showed. */
    static Stream<Row> searches(Event event) {
        return event instanceof PhotosShown shown
                ? IntStream.range(0, shown.photos().size()).mapToObj(place -> shown(shown, place))
                : Stream.empty();
    }

    private static Row shown(PhotosShown event, int place) {
        PhotosShown.Shown shown = event.photos().get(place);
        return RowFactory.create(
                event.owner().value(),
                event.search().toString(),
                shown.photo().toString(),
                shown.version(),
                event.first() + place,
                shown.relevance().isPresent() ? shown.relevance().getAsDouble() : null,
                Timestamp.from(event.occurredAt()));
    }

    private static Optional<Photo> snapshot(Event event) {
        if (event instanceof PhotoDerived derived) {
            return Optional.of(derived.snapshot());
        }
        if (event instanceof PhotoRejected rejected) {
            return Optional.of(rejected.snapshot());
        }
        return event instanceof PhotoChanged changed ? changed.snapshot() : Optional.empty();
    }

    private static Row photo(Photo photo, Instant changedAt) {
        Upload upload = photo.upload();
        Optional<Developed> developed = photo.developed();
        PhotoMetadata metadata = developed.map(Developed::metadata).orElse(PhotoMetadata.NONE);
        Camera camera = metadata.camera();
        Optional<GeoPoint> location = metadata.location();
        Optional<Measures> measures = developed.flatMap(Developed::measures);
        return RowFactory.create(
                upload.owner().value(),
                upload.id().toString(),
                photo.version(),
                photo.status().code(),
                upload.content().hex(),
                upload.fileName(),
                upload.format().code(),
                upload.sizeBytes(),
                developed.map(Developed::width).orElse(upload.width()),
                developed.map(Developed::height).orElse(upload.height()),
                Timestamp.from(upload.uploadedAt()),
                metadata.takenAt().map(taken -> Timestamp.from(taken.instant())).orElse(null),
                metadata.takenAt().map(taken -> taken.zoneSource().code()).orElse(null),
                camera.displayName().orElse(null),
                camera.lens().orElse(null),
                location.map(GeoPoint::latitude).orElse(null),
                location.map(GeoPoint::longitude).orElse(null),
                metadata.title().orElse(null),
                metadata.place().orElse(null),
                metadata.keywords().toArray(),
                photo.tags().toArray(),
                developed.map(made -> made.renditionTransform().toString()).orElse(null),
                developed.map(Developed::thumbHash).orElse(null),
                developed.map(Developed::perceptualHash).orElse(null),
                photo.rejection().map(rejection -> rejection.reason().code()).orElse(null),
                Timestamp.from(changedAt),
                null,
                metadata.takenAt()
                        .flatMap(TakenAt::offset)
                        .map(ZoneOffset::getTotalSeconds)
                        .orElse(null),
                metadata.rating().orElse(null),
                metadata.placeName().map(PlaceName::countryCode).orElse(null),
                metadata.placeName().map(PlaceName::country).orElse(null),
                metadata.placeName().flatMap(PlaceName::region).orElse(null),
                metadata.placeName().flatMap(PlaceName::city).orElse(null),
                metadata.motion().map(motion -> motion.kind().code()).orElse(null),
                developed.map(made -> made.metadataTransform().toString()).orElse(null),
                developed.map(made -> sources(made.metadata())).orElse(null),
                upload.sidecar().map(ContentHash::hex).orElse(null),
                measures.map(made -> made.pixelHash().hex()).orElse(null),
                measures.map(Measures::sharpness).orElse(null),
                measures.map(Measures::brightness).orElse(null),
                measures.map(Measures::clippedShadows).orElse(null),
                measures.map(Measures::clippedHighlights).orElse(null),
                measures.map(Measures::colourfulness).orElse(null),
                measures.map(made -> made.dominantColours().toArray()).orElse(null),
                photo.rank().isPresent() ? photo.rank().getAsDouble() : null);
    }

    private static scala.collection.Map<String, String> sources(PhotoMetadata metadata) {
        Map<String, String> sources = new LinkedHashMap<>();
        metadata.sources().forEach((field, source) -> sources.put(field.code(), source.code()));
        return CollectionConverters.asScala(sources);
    }

    private static Row derivation(PhotoEvent event, Derivation beside) {
        return beside.outcome() instanceof Derivation.Failed failed
                ? derivation(
                        event, beside.transform(), "failed", failed.reason().code())
                : derivation(event, beside.transform(), "done", null);
    }

    private static Row derivation(PhotoEvent event, TransformId transform, String outcome, String reason) {
        return RowFactory.create(
                event.owner().value(),
                event.photo().toString(),
                transform.toString(),
                event.version(),
                outcome,
                reason,
                Timestamp.from(event.occurredAt()));
    }
}
