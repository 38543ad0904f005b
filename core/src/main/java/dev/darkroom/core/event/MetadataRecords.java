package dev.darkroom.core.event;

import static dev.darkroom.core.event.PhotoRecords.instant;
import static dev.darkroom.core.event.PhotoRecords.maybe;
import static dev.darkroom.core.event.PhotoRecords.maybeText;
import static dev.darkroom.core.event.PhotoRecords.micros;
import static dev.darkroom.core.event.PhotoRecords.text;
import static dev.darkroom.core.event.PhotoRecords.texts;

import dev.darkroom.core.photo.Camera;
import dev.darkroom.core.photo.Exposure;
import dev.darkroom.core.photo.GeoPoint;
import dev.darkroom.core.photo.MetadataField;
import dev.darkroom.core.photo.MetadataSource;
import dev.darkroom.core.photo.Motion;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.PlaceName;
import dev.darkroom.core.photo.TakenAt;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** A photo's metadata to an Avro record of the contract and back, field by field. */
final class MetadataRecords {
    private static final Schema METADATA = EventSchemas.named("Metadata");
    private static final Schema PLACE_NAME = EventSchemas.named("PlaceName");
    private static final Schema MOTION = EventSchemas.named("Motion");

    private MetadataRecords() {}

    static GenericRecord of(PhotoMetadata metadata) {
        GenericRecord out = new GenericData.Record(METADATA);
        metadata.takenAt().ifPresent(taken -> {
            out.put("taken_at", micros(taken.instant()));
            out.put("zone_source", taken.zoneSource().code());
            taken.offset().ifPresent(offset -> out.put("utc_offset_seconds", offset.getTotalSeconds()));
        });
        metadata.camera().make().ifPresent(value -> out.put("camera_make", value));
        metadata.camera().model().ifPresent(value -> out.put("camera_model", value));
        metadata.camera().lens().ifPresent(value -> out.put("lens", value));
        metadata.exposure().seconds().ifPresent(value -> out.put("exposure_seconds", value));
        metadata.exposure().fNumber().ifPresent(value -> out.put("f_number", value));
        metadata.exposure().iso().ifPresent(value -> out.put("iso", value));
        metadata.exposure().focalLengthMm().ifPresent(value -> out.put("focal_length_mm", value));
        metadata.exposure().flashFired().ifPresent(value -> out.put("flash_fired", value));
        metadata.location().ifPresent(point -> {
            out.put("latitude", point.latitude());
            out.put("longitude", point.longitude());
            point.altitudeMetres().ifPresent(value -> out.put("altitude_metres", value));
            point.directionDegrees().ifPresent(value -> out.put("direction_degrees", value));
        });
        out.put("orientation", metadata.orientation());
        metadata.title().ifPresent(value -> out.put("title", value));
        metadata.place().ifPresent(value -> out.put("place", value));
        out.put("keywords", metadata.keywords());
        metadata.rating().ifPresent(value -> out.put("rating", value));
        metadata.placeName().ifPresent(name -> out.put("place_name", of(name)));
        metadata.motion().ifPresent(motion -> out.put("motion", of(motion)));
        Map<String, String> sources = new LinkedHashMap<>();
        metadata.sources().forEach((field, source) -> sources.put(field.code(), source.code()));
        out.put("sources", sources);
        return out;
    }

    static PhotoMetadata metadata(GenericRecord in) {
        return new PhotoMetadata(
                maybe(in, "taken_at", Long.class).map(taken -> takenAt(in)),
                new Camera(maybeText(in, "camera_make"), maybeText(in, "camera_model"), maybeText(in, "lens")),
                new Exposure(
                        maybe(in, "exposure_seconds", Double.class),
                        maybe(in, "f_number", Double.class),
                        maybe(in, "iso", Integer.class),
                        maybe(in, "focal_length_mm", Double.class),
                        maybe(in, "flash_fired", Boolean.class)),
                maybe(in, "latitude", Double.class).map(latitude -> location(in, latitude)),
                (int) in.get("orientation"),
                maybeText(in, "title"),
                maybeText(in, "place"),
                texts(in, "keywords"),
                maybe(in, "rating", Integer.class),
                maybe(in, "place_name", GenericRecord.class).map(MetadataRecords::placeName),
                maybe(in, "motion", GenericRecord.class).map(MetadataRecords::motion),
                sources(in));
    }

    private static TakenAt takenAt(GenericRecord in) {
        return new TakenAt(
                instant(in, "taken_at"),
                TakenAt.ZoneSource.ofCode(text(in, "zone_source")),
                maybe(in, "utc_offset_seconds", Integer.class).map(ZoneOffset::ofTotalSeconds));
    }

    private static GeoPoint location(GenericRecord in, double latitude) {
        return new GeoPoint(
                latitude,
                (double) in.get("longitude"),
                maybe(in, "altitude_metres", Double.class),
                maybe(in, "direction_degrees", Double.class));
    }

    private static GenericRecord of(PlaceName name) {
        GenericRecord out = new GenericData.Record(PLACE_NAME);
        out.put("country_code", name.countryCode());
        out.put("country", name.country());
        name.region().ifPresent(value -> out.put("region", value));
        name.city().ifPresent(value -> out.put("city", value));
        return out;
    }

    private static PlaceName placeName(GenericRecord in) {
        return new PlaceName(
                text(in, "country_code"), text(in, "country"), maybeText(in, "region"), maybeText(in, "city"));
    }

    private static GenericRecord of(Motion motion) {
        GenericRecord out = new GenericData.Record(MOTION);
        out.put("kind", motion.kind().code());
        motion.offset().ifPresent(value -> out.put("offset", value));
        motion.length().ifPresent(value -> out.put("length", value));
        motion.contentId().ifPresent(value -> out.put("content_id", value));
        return out;
    }

    private static Motion motion(GenericRecord in) {
        return new Motion(
                Motion.Kind.ofCode(text(in, "kind")),
                maybe(in, "offset", Long.class),
                maybe(in, "length", Long.class),
                maybeText(in, "content_id"));
    }

    /** A field or source that only a later release knows is left out: it may add some, and its events stay readable. */
    private static Map<MetadataField, MetadataSource> sources(GenericRecord in) {
        Map<String, String> codes = new LinkedHashMap<>();
        ((Map<?, ?>) in.get("sources")).forEach((field, source) -> codes.put(field.toString(), source.toString()));
        Map<MetadataField, MetadataSource> sources = new EnumMap<>(MetadataField.class);
        for (MetadataField field : MetadataField.values()) {
            Optional<String> code = Optional.ofNullable(codes.get(field.code()));
            for (MetadataSource source : MetadataSource.values()) {
                if (code.equals(Optional.of(source.code()))) {
                    sources.put(field, source);
                }
            }
        }
        return sources;
    }
}
