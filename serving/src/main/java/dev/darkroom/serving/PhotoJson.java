package dev.darkroom.serving;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.core.photo.Camera;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.DuplicateGroup;
import dev.darkroom.core.photo.Exposure;
import dev.darkroom.core.photo.GeoPoint;
import dev.darkroom.core.photo.Measures;
import dev.darkroom.core.photo.Motion;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.PlaceName;
import dev.darkroom.core.photo.Rendition;
import dev.darkroom.core.photo.TakenAt;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Photos as JSON; what is not known is left out. The schemas are in {@code openapi/serving.yaml}. */
final class PhotoJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SignedUrls urls;

    PhotoJson(SignedUrls urls) {
        this.urls = urls;
    }

    /** What a grid shows of a photo. */
    ObjectNode summary(Photo photo) {
        ObjectNode out = JSON.objectNode()
                .put("id", photo.id().toString())
                .put("status", photo.status().code())
                .put("version", photo.version())
                .put("file_name", photo.upload().fileName())
                .put("uploaded_at", photo.upload().uploadedAt().toString())
                .put("sort_at", photo.sortAt().toString())
                .put(
                        "width",
                        photo.developed()
                                .map(Developed::width)
                                .orElse(photo.upload().width()))
                .put(
                        "height",
                        photo.developed()
                                .map(Developed::height)
                                .orElse(photo.upload().height()));
        photo.developed().ifPresent(developed -> {
            PhotoMetadata metadata = developed.metadata();
            metadata.takenAt().ifPresent(taken -> out.set("taken_at", takenAt(taken)));
            putIfKnown(out, "title", metadata.title());
            putIfKnown(out, "place", metadata.place());
            metadata.placeName().ifPresent(name -> out.set("place_name", placeName(name)));
            metadata.rating().ifPresent(stars -> out.put("rating", stars));
            metadata.motion().ifPresent(motion -> out.set("motion", motion(motion)));
            out.put("thumb_hash", developed.thumbHash());
            out.put("recipe", developed.renditionTransform().slug());
            out.set("renditions", renditions(photo, developed));
        });
        photo.duplicates().ifPresent(group -> out.set("duplicates", duplicates(group)));
        photo.rank().ifPresent(rank -> out.put("rank", rank));
        photo.rejection()
                .ifPresent(rejection -> out.putObject("rejection")
                        .put("reason", rejection.reason().code())
                        .put("detail", rejection.detail()));
        return out;
    }

    /** All there is to know of a photo. */
    ObjectNode whole(Photo photo) {
        ObjectNode out = summary(photo)
                .put("format", photo.upload().format().code())
                .put("size_bytes", photo.upload().sizeBytes())
                .put("sha256", photo.upload().content().hex());
        out.putObject("original").put("url", "/v1/photos/" + photo.id() + "/original");
        out.set("tags", texts(photo.tags()));
        photo.developed().ifPresent(developed -> {
            PhotoMetadata metadata = developed.metadata();
            putIfNotEmpty(out, "camera", camera(metadata.camera()));
            putIfKnown(out, "lens", metadata.camera().lens());
            putIfNotEmpty(out, "exposure", exposure(metadata.exposure()));
            metadata.location().ifPresent(point -> out.set("location", location(point)));
            out.set("keywords", texts(metadata.keywords()));
            ObjectNode sources = out.putObject("sources");
            metadata.sources().forEach((field, source) -> sources.put(field.code(), source.code()));
            out.put("perceptual_hash", HexFormat.of().toHexDigits(developed.perceptualHash()));
            developed.measures().ifPresent(measures -> {
                out.put("pixel_sha256", measures.pixelHash().hex());
                out.set("measures", measures(measures));
            });
        });
        return out;
    }

    private ArrayNode renditions(Photo photo, Developed developed) {
        ArrayNode out = JSON.arrayNode();
        for (Rendition rendition : developed.renditions()) {
            String key = ObjectKeys.rendition(developed.renditionTransform(), photo.owner(), photo.id(), rendition);
            out.addObject()
                    .put("size", rendition.size())
                    .put("format", rendition.format().code())
                    .put("width", rendition.width())
                    .put("height", rendition.height())
                    .put("bytes", rendition.bytes())
                    .put("url", urls.of(key).toString());
        }
        return out;
    }

    private static ObjectNode camera(Camera camera) {
        ObjectNode out = JSON.objectNode();
        putIfKnown(out, "name", camera.displayName());
        putIfKnown(out, "make", camera.make());
        putIfKnown(out, "model", camera.model());
        return out;
    }

    private static ObjectNode exposure(Exposure exposure) {
        ObjectNode out = JSON.objectNode();
        putIfKnown(out, "text", Optional.of(ExposureText.of(exposure)).filter(text -> !text.isEmpty()));
        exposure.seconds()
                .ifPresent(seconds -> out.put("seconds", seconds).put("shutter", ExposureText.shutter(seconds)));
        exposure.fNumber().ifPresent(number -> out.put("f_number", number));
        exposure.iso().ifPresent(iso -> out.put("iso", iso));
        exposure.focalLengthMm().ifPresent(mm -> out.put("focal_length_mm", mm));
        exposure.flashFired().ifPresent(fired -> out.put("flash_fired", fired));
        return out;
    }

    private static ObjectNode takenAt(TakenAt taken) {
        ObjectNode out = JSON.objectNode()
                .put("instant", taken.instant().toString())
                .put("zone_source", taken.zoneSource().code());
        putIfKnown(out, "local", taken.local().map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format));
        return out;
    }

    private static ObjectNode placeName(PlaceName name) {
        ObjectNode out = JSON.objectNode()
                .put("text", name.text())
                .put("country_code", name.countryCode())
                .put("country", name.country());
        putIfKnown(out, "region", name.region());
        putIfKnown(out, "city", name.city());
        return out;
    }

    private static ObjectNode motion(Motion motion) {
        ObjectNode out = JSON.objectNode().put("kind", motion.kind().code());
        motion.offset().ifPresent(offset -> out.put("offset", offset));
        motion.length().ifPresent(length -> out.put("length", length));
        putIfKnown(out, "content_id", motion.contentId());
        return out;
    }

    private static ObjectNode measures(Measures measures) {
        ObjectNode out = JSON.objectNode()
                .put("sharpness", measures.sharpness())
                .put("brightness", measures.brightness())
                .put("clipped_shadows", measures.clippedShadows())
                .put("clipped_highlights", measures.clippedHighlights())
                .put("colourfulness", measures.colourfulness());
        out.set(
                "dominant_colours",
                texts(measures.dominantColours().stream()
                        .map(rgb -> "#" + HexFormat.of().toHexDigits(rgb, 6))
                        .toList()));
        return out;
    }

    private static ObjectNode duplicates(DuplicateGroup group) {
        return JSON.objectNode()
                .put("group", group.id().toString())
                .put("kind", group.kind().code())
                .put("photos", group.photos())
                .put("best", group.best().toString());
    }

    private static ObjectNode location(GeoPoint point) {
        ObjectNode out = JSON.objectNode().put("latitude", point.latitude()).put("longitude", point.longitude());
        point.altitudeMetres().ifPresent(metres -> out.put("altitude_m", metres));
        point.directionDegrees().ifPresent(degrees -> out.put("direction_degrees", degrees));
        return out;
    }

    private static ArrayNode texts(List<String> values) {
        ArrayNode out = JSON.arrayNode();
        values.forEach(out::add);
        return out;
    }

    private static void putIfKnown(ObjectNode out, String name, Optional<String> value) {
        value.ifPresent(text -> out.put(name, text));
    }

    private static void putIfNotEmpty(ObjectNode out, String name, ObjectNode value) {
        if (!value.isEmpty()) {
            out.set(name, value);
        }
    }
}
