package dev.darkroom.stores.elasticsearch;

import dev.darkroom.core.photo.DuplicateGroup;
import dev.darkroom.core.photo.GeoPoint;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A photo as the index holds it; the fields are those of {@code photos-index.json}. */
public final class PhotoDocument {
    private PhotoDocument() {}

    /** Fields by name; of Java's own types only. */
    public static Map<String, Object> of(Photo photo) {
        PhotoMetadata metadata =
                photo.developed().map(derived -> derived.metadata()).orElse(PhotoMetadata.NONE);
        Set<String> tags = new LinkedHashSet<>(photo.tags());
        tags.addAll(metadata.keywords());

        Map<String, Object> words = new LinkedHashMap<>();
        words.put("file_name", SearchWords.withParts(photo.upload().fileName()));
        metadata.title().ifPresent(title -> words.put("title", SearchWords.withParts(title)));
        metadata.camera().displayName().ifPresent(name -> words.put("camera", SearchWords.withParts(name)));
        metadata.camera().lens().ifPresent(lens -> words.put("lens", SearchWords.withParts(lens)));
        metadata.place().ifPresent(place -> words.put("place", SearchWords.withParts(place)));
        metadata.placeName().ifPresent(name -> words.put("place_name", SearchWords.withParts(name.text())));
        words.put("tags", tags.stream().map(SearchWords::withParts).toList());

        Map<String, Object> document = new LinkedHashMap<>();
        document.put("owner", photo.owner().value());
        document.put("photo", photo.id().toString());
        // A photo that is in no group is one of its own, so that all documents can be collapsed by one field.
        document.put(
                "group",
                photo.duplicates().map(DuplicateGroup::id).orElse(photo.id()).toString());
        document.put(
                "best",
                photo.duplicates().map(group -> group.best().equals(photo.id())).orElse(true));
        photo.rank().ifPresent(rank -> document.put("rank", rank));
        document.put("sort_at", micros(photo.sortAt()));
        document.put(
                "year", Integer.toString(photo.sortAt().atOffset(ZoneOffset.UTC).getYear()));
        metadata.camera().displayName().ifPresent(name -> document.put("camera", name));
        metadata.place().ifPresent(place -> document.put("place", place));
        document.put("tag", List.copyOf(tags));
        metadata.location().ifPresent(point -> document.put("location", geo(point)));
        document.put("words", words);
        return document;
    }

    /** Microseconds since 1970: Elasticsearch's dates know milliseconds only, and its nanoseconds no year before 1970. */
    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Map<String, Double> geo(GeoPoint point) {
        return Map.of("lat", point.latitude(), "lon", point.longitude());
    }
}
