package dev.darkroom.core.photo;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the file and its sidecar say about the photo (EXIF, IPTC, XMP), and what follows from it. What its owner sets in
 * Darkroom, such as {@link Photo#tags()}, is kept elsewhere and never overwritten by it.
 *
 * @param orientation the EXIF orientation, 1 to 8; already applied to every rendition
 * @param place the place as the photographer wrote it, such as {@code Arezzo, Toscana, Italy}
 * @param keywords in the order of the file, without repeats
 * @param rating 1 to 5 stars, or -1 for a photo that was rejected by its photographer
 * @param placeName what people call the surroundings of {@code location}
 * @param motion present when the photo is the still of a short film
 * @param sources where each field was found that is not empty
 */
public record PhotoMetadata(
        Optional<TakenAt> takenAt,
        Camera camera,
        Exposure exposure,
        Optional<GeoPoint> location,
        int orientation,
        Optional<String> title,
        Optional<String> place,
        List<String> keywords,
        Optional<Integer> rating,
        Optional<PlaceName> placeName,
        Optional<Motion> motion,
        Map<MetadataField, MetadataSource> sources) {
    /** The metadata of a file that says nothing. */
    public static final PhotoMetadata NONE = new PhotoMetadata(
            Optional.empty(),
            Camera.UNKNOWN,
            Exposure.UNKNOWN,
            Optional.empty(),
            1,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());

    public PhotoMetadata {
        if (orientation < 1 || orientation > 8) {
            throw new IllegalArgumentException("EXIF orientation must lie in [1, 8]: " + orientation);
        }
        if (rating.filter(stars -> stars == 0 || stars < -1 || stars > 5).isPresent()) {
            throw new IllegalArgumentException("Rating must be -1 or lie in [1, 5]: " + rating.get());
        }
        keywords = List.copyOf(keywords);
        // In the order of the fields, so that equal metadata is encoded equally.
        Map<MetadataField, MetadataSource> ordered = new EnumMap<>(MetadataField.class);
        ordered.putAll(sources);
        sources = Collections.unmodifiableMap(ordered);
    }
}
