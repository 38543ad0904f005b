package dev.darkroom.imaging.metadata;

import com.drew.metadata.exif.GpsDirectory;
import dev.darkroom.core.photo.GeoPoint;
import java.util.List;
import java.util.Optional;

/** Reads the GPS position; 0/0, numbers that are none and places that are not on Earth are no position. */
final class LocationReader {
    private static final double LOWEST_METRES = -11_000;
    private static final double HIGHEST_METRES = 100_000;
    private static final int BELOW_SEA_LEVEL = 1;

    private LocationReader() {}

    static Optional<GeoPoint> read(Tags tags) {
        Optional<Double> latitude = degrees(tags, GpsDirectory.TAG_LATITUDE, GpsDirectory.TAG_LATITUDE_REF, "S", 90);
        Optional<Double> longitude =
                degrees(tags, GpsDirectory.TAG_LONGITUDE, GpsDirectory.TAG_LONGITUDE_REF, "W", 180);
        if (latitude.isEmpty() || longitude.isEmpty() || (latitude.get() == 0 && longitude.get() == 0)) {
            return Optional.empty();
        }
        return Optional.of(new GeoPoint(latitude.get(), longitude.get(), altitude(tags), direction(tags)));
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
        boolean isNegative = reference.get().regionMatches(true, 0, negative, 0, 1) || parts.get(0) < 0;
        return degrees <= max ? Optional.of(isNegative && degrees != 0 ? -degrees : degrees) : Optional.empty();
    }

    private static Optional<Double> altitude(Tags tags) {
        boolean below = tags.integer(GpsDirectory.class, GpsDirectory.TAG_ALTITUDE_REF)
                .filter(reference -> reference == BELOW_SEA_LEVEL)
                .isPresent();
        return tags.number(GpsDirectory.class, GpsDirectory.TAG_ALTITUDE)
                .map(metres -> below && metres > 0 ? -metres : metres)
                .filter(metres -> metres >= LOWEST_METRES && metres <= HIGHEST_METRES);
    }

    /** A magnetic bearing is left out: true north cannot be told from it without a map of the field. */
    private static Optional<Double> direction(Tags tags) {
        boolean magnetic = tags.text(GpsDirectory.class, GpsDirectory.TAG_IMG_DIRECTION_REF)
                .filter(reference -> reference.equalsIgnoreCase("M"))
                .isPresent();
        return tags.number(GpsDirectory.class, GpsDirectory.TAG_IMG_DIRECTION)
                .filter(degrees -> !magnetic && degrees >= 0 && degrees <= 360)
                .map(degrees -> degrees % 360);
    }
}
