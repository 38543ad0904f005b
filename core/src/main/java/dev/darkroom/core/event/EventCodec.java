package dev.darkroom.core.event;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.DerivedRenditions;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.transform.Derivation;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * Events to messages and back: CloudEvents attributes as headers, the body in Avro's single-object encoding, whose
 * fingerprint names the writer's schema. Stateless and safe for threads.
 */
public final class EventCodec {
    private static final String SOURCE = "/darkroom";
    private static final BodyCodec PHOTO = BodyCodec.of("Photo");
    private static final BodyCodec RENDITIONS = BodyCodec.of("DerivedRenditions");
    private static final Map<Topic, BodyCodec> BODIES = new EnumMap<>(Topic.class);

    static {
        for (Topic topic : Topic.values()) {
            BODIES.put(topic, BodyCodec.of(EventSchemas.of(topic).getName()));
        }
    }

    private EventCodec() {}

    /** The message that carries {@code event}; equal events give equal messages. */
    public static EventMessage encode(Event event) {
        Map<String, String> headers = Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                id(event),
                "ce_source",
                SOURCE,
                "ce_type",
                event.topic().topicName(),
                "ce_subject",
                event.key(),
                "ce_time",
                event.occurredAt().toString(),
                "content-type",
                "application/avro");
        return new EventMessage(event.key(), headers, BODIES.get(event.topic()).write(toRecord(event)));
    }

    private static String id(Event event) {
        String version = event instanceof PhotoEvent of ? "/" + of.version() : "";
        return event.key() + version + "/" + event.occurredAt();
    }

    /**
     * Reads a message body of {@code topic} back.
     *
     * @throws UndecodableEventException when the bytes are not an event of that topic, or of an unknown schema
     */
    public static Event decode(Topic topic, byte[] value) throws UndecodableEventException {
        try {
            return toEvent(topic, BODIES.get(topic).read(value));
        } catch (IOException | RuntimeException e) {
            throw new UndecodableEventException(
                    "Not an event of " + topic.topicName() + ": " + value.length + " bytes, " + e.getMessage(), e);
        }
    }

    /** A photo alone, in the same encoding; what catalogue and cache hold. */
    public static byte[] encodePhoto(Photo photo) {
        return PHOTO.write(PhotoRecords.of(photo));
    }

    /**
     * Reads {@link #encodePhoto} back.
     *
     * @throws UndecodableEventException when the bytes are something else
     */
    public static Photo decodePhoto(byte[] value) throws UndecodableEventException {
        try {
            return PhotoRecords.photo(PHOTO.read(value));
        } catch (IOException | RuntimeException e) {
            throw new UndecodableEventException(
                    "Not an encoded photo: " + value.length + " bytes, " + e.getMessage(), e);
        }
    }

    /** What one recipe made of a photo, in the same encoding. */
    public static byte[] encodeRenditions(DerivedRenditions derived) {
        return RENDITIONS.write(PhotoRecords.of(derived));
    }

    /**
     * Reads {@link #encodeRenditions} back.
     *
     * @throws UndecodableEventException when the bytes are something else
     */
    public static DerivedRenditions decodeRenditions(byte[] value) throws UndecodableEventException {
        try {
            return PhotoRecords.derivedRenditions(RENDITIONS.read(value));
        } catch (IOException | RuntimeException e) {
            throw new UndecodableEventException(
                    "Not encoded renditions: " + value.length + " bytes, " + e.getMessage(), e);
        }
    }

    private static GenericRecord toRecord(Event event) {
        GenericRecord out = new GenericData.Record(EventSchemas.of(event.topic()));
        if (event instanceof PhotoUploaded uploaded) {
            out.put("upload", PhotoRecords.of(uploaded.upload()));
            out.put("version", uploaded.version());
            return out;
        }
        out.put("occurred_at", PhotoRecords.micros(event.occurredAt()));
        if (event instanceof PhotoDerived derived) {
            out.put("snapshot", PhotoRecords.of(derived.snapshot()));
            out.put("shadows", derived.beside().stream().map(BesideRecords::of).toList());
            out.put("vectors", BesideRecords.of(derived.vectors()));
            return out;
        }
        if (event instanceof PhotoRejected rejected) {
            out.put("snapshot", PhotoRecords.of(rejected.snapshot()));
            return out;
        }
        out.put("owner", event.owner().value());
        if (event instanceof PhotosShown shown) {
            return UseRecords.fill(out, shown);
        }
        PhotoEvent ofPhoto = (PhotoEvent) event;
        out.put("photo", ofPhoto.photo().toString());
        out.put("version", ofPhoto.version());
        if (event instanceof PhotoChanged changed) {
            out.put("snapshot", changed.snapshot().map(PhotoRecords::of).orElse(null));
        } else if (event instanceof PhotoViewed viewed) {
            return UseRecords.fill(out, viewed);
        }
        return out;
    }

    private static Event toEvent(Topic topic, GenericRecord in) {
        return switch (topic) {
            case UPLOADED ->
                new PhotoUploaded(PhotoRecords.upload((GenericRecord) in.get("upload")), (long) in.get("version"));
            case DERIVED -> derived(in);
            case CHANGED ->
                new PhotoChanged(
                        owner(in),
                        photo(in),
                        (long) in.get("version"),
                        PhotoRecords.maybe(in, "snapshot", GenericRecord.class).map(PhotoRecords::photo),
                        PhotoRecords.instant(in, "occurred_at"));
            case VIEWED -> UseRecords.viewed(in);
            case SEARCHED -> UseRecords.shown(in);
            case REJECTED ->
                new PhotoRejected(
                        PhotoRecords.photo((GenericRecord) in.get("snapshot")),
                        PhotoRecords.instant(in, "occurred_at"));
        };
    }

    private static PhotoDerived derived(GenericRecord in) {
        Photo snapshot = PhotoRecords.photo((GenericRecord) in.get("snapshot"));
        List<Derivation> beside = ((List<?>) in.get("shadows"))
                .stream()
                        .map(each -> BesideRecords.derivation(snapshot, (GenericRecord) each))
                        .toList();
        return new PhotoDerived(
                snapshot,
                beside,
                BesideRecords.vectors((List<?>) in.get("vectors")),
                PhotoRecords.instant(in, "occurred_at"));
    }

    private static UserId owner(GenericRecord in) {
        return new UserId(PhotoRecords.text(in, "owner"));
    }

    private static PhotoId photo(GenericRecord in) {
        return PhotoId.parse(PhotoRecords.text(in, "photo"));
    }
}
