package dev.darkroom.imaging.metadata;

import com.drew.metadata.exif.GpsDirectory;
import dev.darkroom.core.photo.GeoPoint;
import dev.darkroom.core.photo.MetadataSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the position: from the sidecar, where people put it afterwards, else from the EXIF, then the XMP. 0/0, numbers that
 * are none and places that are not on Earth are no position.
 */
final class LocationReader {
    /** Degrees and minutes with a fraction, or degrees, minutes and seconds: {@code 43,28.04682N}. */
    private static final Pattern XMP_COORDINATE =
            Pattern.compile("(\\d{1,3}(?:\\.\\d+)?)(?:,(\\d{1,2}(?:\\.\\d+)?))?(?:,(\\d{1,2}(?:\\.\\d+)?))?([NSEW])");

    private static final double LOWEST_METRES = -11_000;
    private static final double HIGHEST_METRES = 100_000;
    private static final int BELOW_SEA_LEVEL = 1;

    private LocationReader() {}

    static Optional<Found<GeoPoint>> read(Tags tags) {
        return tags.sidecar(LocationReader::xmp)
                .or(() -> Found.in(MetadataSource.EXIF, exif(tags)))
                .or(() -> tags.xmp(LocationReader::xmp));
    }

    private static Optional<GeoPoint> exif(Tags tags) {
        return point(
                degrees(tags, GpsDirectory.TAG_LATITUDE, GpsDirectory.TAG_LATITUDE_REF, "S", 90),
                degrees(tags, GpsDirectory.TAG_LONGITUDE, GpsDirectory.TAG_LONGITUDE_REF, "W", 180),
                altitude(
                        tags.number(GpsDirectory.class, GpsDirectory.TAG_ALTITUDE),
                        tags.integer(GpsDirectory.class, GpsDirectory.TAG_ALTITUDE_REF)),
                direction(
                        tags.number(GpsDirectory.class, GpsDirectory.TAG_IMG_DIRECTION),
                        tags.text(GpsDirectory.class, GpsDirectory.TAG_IMG_DIRECTION_REF)));
    }

    private static Optional<GeoPoint> xmp(Xmp xmp) {
        return point(
                xmp.text(Schemas.EXIF, "GPSLatitude").flatMap(text -> degrees(text, 90)),
                xmp.text(Schemas.EXIF, "GPSLongitude").flatMap(text -> degrees(text, 180)),
                altitude(
                        xmp.number(Schemas.EXIF, "GPSAltitude"),
                        xmp.number(Schemas.EXIF, "GPSAltitudeRef").map(Double::intValue)),
                direction(xmp.number(Schemas.EXIF, "GPSImgDirection"), xmp.text(Schemas.EXIF, "GPSImgDirectionRef")));
    }

    private static Optional<GeoPoint> point(
            Optional<Double> latitude,
            Optional<Double> longitude,
            Optional<Double> altitude,
            Optional<Double> direction) {
        if (latitude.isEmpty() || longitude.isEmpty() || (latitude.get() == 0 && longitude.get() == 0)) {
            return Optional.empty();
        }
        return Optional.of(new GeoPoint(latitude.get(), longitude.get(), altitude, direction));
    }

    /** Degrees, minutes and seconds, any of which may carry the fraction. */
    private static Optional<Double> degrees(Tags tags, int tag, int referenceTag, String negative, int max) {
        List<Double> parts = tags.numbers(GpsDirectory.class, tag);
        Optional<String> reference = tags.text(GpsDirectory.class, referenceTag);
        if (parts.isEmpty() || parts.size() > 3 || reference.isEmpty()) {
            return Optional.empty();
        }
        double degrees = 0;
        for (int i = parts.size() - 1; i >= 0; i--) {
            degrees = degrees / 60 + Math.abs(parts.get(i));
        }
        return signed(degrees, reference.get().regionMatches(true, 0, negative, 0, 1) || parts.get(0) < 0, max);
    }

    private static Optional<Double> degrees(String text, int max) {
        Matcher match = XMP_COORDINATE.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        double minutes = part(match, 2) + part(match, 3) / 60;
        return signed(part(match, 1) + minutes / 60, "SW".contains(match.group(4)), max);
    }

    private static double part(Matcher match, int group) {
        return match.group(group) == null ? 0 : Double.parseDouble(match.group(group));
    }

    private static Optional<Double> signed(double degrees, boolean isNegative, int max) {
        return degrees <= max ? Optional.of(isNegative && degrees != 0 ? -degrees : degrees) : Optional.empty();
    }

    private static Optional<Double> altitude(Optional<Double> altitude, Optional<Integer> reference) {
        boolean below = reference.equals(Optional.of(BELOW_SEA_LEVEL));
        return altitude.map(metres -> below && metres > 0 ? -metres : metres)
                .filter(metres -> metres >= LOWEST_METRES && metres <= HIGHEST_METRES);
    }

    /** A magnetic bearing is left out: true north cannot be told from it without a map of the field. */
    private static Optional<Double> direction(Optional<Double> direction, Optional<String> reference) {
        boolean magnetic =
                reference.filter(north -> north.equalsIgnoreCase("M")).isPresent();
        return direction
                .filter(degrees -> !magnetic && degrees >= 0 && degrees <= 360)
                .map(degrees -> degrees % 360);
    }
}
