package dev.darkroom.core.photo;

import java.util.List;
import java.util.Optional;

/**
 * What the file says about the photo (EXIF, IPTC, XMP).
 *
 * @param orientation the EXIF orientation, 1 to 8; already applied to every rendition
 * @param place the place as the photographer wrote it, such as {@code Arezzo, Toscana, Italy}
 * @param keywords in the order of the file, without repeats
 */
public record PhotoMetadata(
        Optional<TakenAt> takenAt,
        Camera camera,
        Exposure exposure,
        Optional<GeoPoint> location,
        int orientation,
        Optional<String> title,
        Optional<String> place,
        List<String> keywords) {
    /** The metadata of a file that says nothing. */
    public static final PhotoMetadata NONE = new PhotoMetadata(
            Optional.empty(),
            Camera.UNKNOWN,
            Exposure.UNKNOWN,
            Optional.empty(),
            1,
            Optional.empty(),
            Optional.empty(),
            List.of());

    public PhotoMetadata {
        if (orientation < 1 || orientation > 8) {
            throw new IllegalArgumentException("EXIF orientation must lie in [1, 8]: " + orientation);
        }
        keywords = List.copyOf(keywords);
    }
}
