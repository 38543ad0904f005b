package dev.darkroom.core.event;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.DerivedRenditions;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.DuplicateGroup;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.core.photo.Measures;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.photo.Rejection;
import dev.darkroom.core.photo.Rendition;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.transform.TransformId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Photo values to Avro records of the contract and back, field by field. */
final class PhotoRecords {
    private static final Schema UPLOAD = EventSchemas.named("Upload");
    private static final Schema PHOTO = EventSchemas.named("Photo");
    private static final Schema DEVELOPED = EventSchemas.named("Developed");
    private static final Schema MEASURES = EventSchemas.named("Measures");
    private static final Schema RENDITION = EventSchemas.named("Rendition");
    private static final Schema DUPLICATES = EventSchemas.named("DuplicateGroup");
    private static final Schema REJECTION = EventSchemas.named("Rejection");
    private static final Schema RENDITIONS = EventSchemas.named("DerivedRenditions");
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
        out.put("duplicates", photo.duplicates().map(PhotoRecords::of).orElse(null));
        out.put("rank", photo.rank().isPresent() ? photo.rank().getAsDouble() : null);
        return out;
    }

    static Photo photo(GenericRecord in) {
        return new Photo(
                upload((GenericRecord) in.get("upload")),
                PhotoStatus.ofCode(text(in, "status")),
                (long) in.get("version"),
                maybe(in, "developed", GenericRecord.class).map(PhotoRecords::developed),
                maybe(in, "rejection", GenericRecord.class).map(PhotoRecords::rejection),
                texts(in, "tags"),
                maybe(in, "duplicates", GenericRecord.class).map(PhotoRecords::duplicates),
                maybeDouble(in, "rank"));
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
        upload.sidecar().ifPresent(hash -> out.put("sidecar", fixed(hash)));
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
                instant(in, "uploaded_at"),
                maybeHash(in, "sidecar"));
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

    private static GenericRecord of(DuplicateGroup group) {
        GenericRecord out = new GenericData.Record(DUPLICATES);
        out.put("id", group.id().toString());
        out.put("kind", group.kind().code());
        out.put("best", group.best().toString());
        out.put("photos", group.photos());
        return out;
    }

    private static DuplicateGroup duplicates(GenericRecord in) {
        return new DuplicateGroup(
                PhotoId.parse(text(in, "id")),
                DuplicateGroup.Kind.ofCode(text(in, "kind")),
                PhotoId.parse(text(in, "best")),
                (int) in.get("photos"));
    }

    private static GenericRecord of(Developed developed) {
        GenericRecord out = new GenericData.Record(DEVELOPED);
        out.put("rendition_transform", developed.renditionTransform().toString());
        out.put("metadata_transform", developed.metadataTransform().toString());
        out.put("width", developed.width());
        out.put("height", developed.height());
        out.put("thumb_hash", developed.thumbHash());
        out.put("perceptual_hash", developed.perceptualHash());
        out.put("metadata", MetadataRecords.of(developed.metadata()));
        out.put(
                "renditions",
                developed.renditions().stream().map(PhotoRecords::of).toList());
        out.put("measures", developed.measures().map(PhotoRecords::of).orElse(null));
        return out;
    }

    private static Developed developed(GenericRecord in) {
        return new Developed(
                TransformId.parse(text(in, "rendition_transform")),
                TransformId.parse(text(in, "metadata_transform")),
                (int) in.get("width"),
                (int) in.get("height"),
                MetadataRecords.metadata((GenericRecord) in.get("metadata")),
                renditions(in),
                text(in, "thumb_hash"),
                (long) in.get("perceptual_hash"),
                maybe(in, "measures", GenericRecord.class).map(PhotoRecords::measures));
    }

    static GenericRecord of(DerivedRenditions derived) {
        GenericRecord out = new GenericData.Record(RENDITIONS);
        out.put("recipe", derived.recipe().toString());
        out.put(
                "renditions",
                derived.renditions().stream().map(PhotoRecords::of).toList());
        out.put("thumb_hash", derived.thumbHash());
        out.put("perceptual_hash", derived.perceptualHash());
        return out;
    }

    static DerivedRenditions derivedRenditions(GenericRecord in) {
        return new DerivedRenditions(
                TransformId.parse(text(in, "recipe")), renditions(in), text(in, "thumb_hash"), (long)
                        in.get("perceptual_hash"));
    }

    private static List<Rendition> renditions(GenericRecord in) {
        return ((List<?>) in.get("renditions"))
                .stream().map(item -> rendition((GenericRecord) item)).toList();
    }

    private static GenericRecord of(Rendition rendition) {
        GenericRecord out = new GenericData.Record(RENDITION);
        out.put("size", rendition.size());
        out.put("format", rendition.format().code());
        out.put("width", rendition.width());
        out.put("height", rendition.height());
        out.put("bytes", rendition.bytes());
        out.put("content", fixed(rendition.content()));
        return out;
    }

    private static Rendition rendition(GenericRecord in) {
        return new Rendition(
                (int) in.get("size"),
                ImageFormat.ofCode(text(in, "format")),
                (int) in.get("width"),
                (int) in.get("height"),
                (long) in.get("bytes"),
                hash(in, "content"));
    }

    private static GenericRecord of(Measures measures) {
        GenericRecord out = new GenericData.Record(MEASURES);
        out.put("transform", measures.transform().toString());
        out.put("pixel_hash", fixed(measures.pixelHash()));
        out.put("sharpness", measures.sharpness());
        out.put("brightness", measures.brightness());
        out.put("clipped_shadows", measures.clippedShadows());
        out.put("clipped_highlights", measures.clippedHighlights());
        out.put("colourfulness", measures.colourfulness());
        out.put("dominant_colours", measures.dominantColours());
        return out;
    }

    private static Measures measures(GenericRecord in) {
        return new Measures(
                TransformId.parse(text(in, "transform")),
                hash(in, "pixel_hash"),
                (double) in.get("sharpness"),
                (double) in.get("brightness"),
                (double) in.get("clipped_shadows"),
                (double) in.get("clipped_highlights"),
                (double) in.get("colourfulness"),
                ((List<?>) in.get("dominant_colours"))
                        .stream().map(Integer.class::cast).toList());
    }

    static <T> Optional<T> maybe(GenericRecord in, String field, Class<T> type) {
        return Optional.ofNullable(type.cast(in.get(field)));
    }

    static OptionalDouble maybeDouble(GenericRecord in, String field) {
        return maybe(in, field, Double.class).map(OptionalDouble::of).orElse(OptionalDouble.empty());
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

    static Optional<String> maybeText(GenericRecord in, String field) {
        return Optional.ofNullable(in.get(field)).map(Object::toString);
    }

    static List<String> texts(GenericRecord in, String field) {
        return ((List<?>) in.get(field)).stream().map(Object::toString).toList();
    }

    private static GenericData.Fixed fixed(ContentHash hash) {
        return new GenericData.Fixed(SHA256, hash.bytes());
    }

    private static Optional<ContentHash> maybeHash(GenericRecord in, String field) {
        return maybe(in, field, GenericData.Fixed.class).map(fixed -> ContentHash.ofDigest(fixed.bytes()));
    }

    private static ContentHash hash(GenericRecord in, String field) {
        return ContentHash.ofDigest(((GenericData.Fixed) in.get(field)).bytes());
    }
}
