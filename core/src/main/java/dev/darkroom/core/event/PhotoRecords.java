package dev.darkroom.core.event;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Camera;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.Exposure;
import dev.darkroom.core.photo.GeoPoint;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.photo.Rejection;
import dev.darkroom.core.photo.Rendition;
import dev.darkroom.core.photo.TakenAt;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.transform.TransformId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Photo values to Avro records of the contract and back, field by field. */
final class PhotoRecords {
    private static final Schema UPLOAD = EventSchemas.named("Upload");
    private static final Schema PHOTO = EventSchemas.named("Photo");
    private static final Schema DEVELOPED = EventSchemas.named("Developed");
    private static final Schema METADATA = EventSchemas.named("Metadata");
    private static final Schema RENDITION = EventSchemas.named("Rendition");
    private static final Schema REJECTION = EventSchemas.named("Rejection");
    private static final Schema SHA256 = EventSchemas.named("Sha256");

    private PhotoRecords() {}

    static GenericRecord of(Photo photo) {
        GenericRecord out = new GenericData.Record(PHOTO);
        out.put("upload", of(photo.upload()));
        out.put("status", photo.status().code());
        out.put("version", photo.version());
        out.put("tags", photo.tags());
        out.put("developed", photo.developed().map(PhotoRecords::of).orElse(null));
        out.put("rejection", photo.rejection().map(PhotoRecords::of).orElse(null));
        return out;
    }

    static Photo photo(GenericRecord in) {
        return new Photo(
                upload((GenericRecord) in.get("upload")),
                PhotoStatus.ofCode(text(in, "status")),
                (long) in.get("version"),
                maybe(in, "developed", GenericRecord.class).map(PhotoRecords::developed),
                maybe(in, "rejection", GenericRecord.class).map(PhotoRecords::rejection),
                texts(in, "tags"));
    }

    static GenericRecord of(Upload upload) {
        GenericRecord out = new GenericData.Record(UPLOAD);
        out.put("owner", upload.owner().value());
        out.put("content", fixed(upload.content()));
        out.put("file_name", upload.fileName());
        out.put("format", upload.format().code());
        out.put("size_bytes", upload.sizeBytes());
        out.put("width", upload.width());
        out.put("height", upload.height());
        out.put("uploaded_at", micros(upload.uploadedAt()));
        return out;
    }

    static Upload upload(GenericRecord in) {
        return new Upload(
                new UserId(text(in, "owner")),
                hash(in, "content"),
                text(in, "file_name"),
                ImageFormat.ofCode(text(in, "format")),
                (long) in.get("size_bytes"),
                (int) in.get("width"),
                (int) in.get("height"),
                instant(in, "uploaded_at"));
    }

    static GenericRecord of(Rejection rejection) {
        GenericRecord out = new GenericData.Record(REJECTION);
        out.put("reason", rejection.reason().code());
        out.put("detail", rejection.detail());
        out.put("transform", rejection.transform().toString());
        return out;
    }

    static Rejection rejection(GenericRecord in) {
        return new Rejection(
                Reason.ofCode(text(in, "reason")), text(in, "detail"), TransformId.parse(text(in, "transform")));
    }

    private static GenericRecord of(Developed developed) {
        GenericRecord out = new GenericData.Record(DEVELOPED);
        out.put("rendition_transform", developed.renditionTransform().toString());
        out.put("metadata_transform", developed.metadataTransform().toString());
        out.put("width", developed.width());
        out.put("height", developed.height());
        out.put("thumb_hash", developed.thumbHash());
        out.put("perceptual_hash", developed.perceptualHash());
        out.put("metadata", of(developed.metadata()));
        out.put(
                "renditions",
                developed.renditions().stream().map(PhotoRecords::of).toList());
        return out;
    }

    private static Developed developed(GenericRecord in) {
        return new Developed(
                TransformId.parse(text(in, "rendition_transform")),
                TransformId.parse(text(in, "metadata_transform")),
                (int) in.get("width"),
                (int) in.get("height"),
                metadata((GenericRecord) in.get("metadata")),
                ((List<?>) in.get("renditions"))
                        .stream().map(item -> rendition((GenericRecord) item)).toList(),
                text(in, "thumb_hash"),
                (long) in.get("perceptual_hash"));
    }

    private static GenericRecord of(Rendition rendition) {
        GenericRecord out = new GenericData.Record(RENDITION);
        out.put("size", rendition.size());
        out.put("width", rendition.width());
        out.put("height", rendition.height());
        out.put("bytes", rendition.bytes());
        out.put("content", fixed(rendition.content()));
        return out;
    }

    private static Rendition rendition(GenericRecord in) {
        return new Rendition(
                (int) in.get("size"),
                (int) in.get("width"),
                (int) in.get("height"),
                (long) in.get("bytes"),
                hash(in, "content"));
    }

    private static GenericRecord of(PhotoMetadata metadata) {
        GenericRecord out = new GenericData.Record(METADATA);
        metadata.takenAt().ifPresent(taken -> {
            out.put("taken_at", micros(taken.instant()));
            out.put("zone_source", taken.zoneSource().name().toLowerCase(Locale.ROOT));
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
        return out;
    }

    private static PhotoMetadata metadata(GenericRecord in) {
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
                texts(in, "keywords"));
    }

    private static TakenAt takenAt(GenericRecord in) {
        String zoneSource = text(in, "zone_source").toUpperCase(Locale.ROOT);
        return new TakenAt(instant(in, "taken_at"), TakenAt.ZoneSource.valueOf(zoneSource));
    }

    private static GeoPoint location(GenericRecord in, double latitude) {
        return new GeoPoint(
                latitude,
                (double) in.get("longitude"),
                maybe(in, "altitude_metres", Double.class),
                maybe(in, "direction_degrees", Double.class));
    }

    static <T> Optional<T> maybe(GenericRecord in, String field, Class<T> type) {
        return Optional.ofNullable(type.cast(in.get(field)));
    }

    static String text(GenericRecord in, String field) {
        return in.get(field).toString();
    }

    static Instant instant(GenericRecord in, String field) {
        return Instant.EPOCH.plus((long) in.get(field), ChronoUnit.MICROS);
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Optional<String> maybeText(GenericRecord in, String field) {
        return Optional.ofNullable(in.get(field)).map(Object::toString);
    }

    private static List<String> texts(GenericRecord in, String field) {
        return ((List<?>) in.get(field)).stream().map(Object::toString).toList();
    }

    private static GenericData.Fixed fixed(ContentHash hash) {
        return new GenericData.Fixed(SHA256, hash.bytes());
    }

    private static ContentHash hash(GenericRecord in, String field) {
        return ContentHash.ofDigest(((GenericData.Fixed) in.get(field)).bytes());
    }
}
