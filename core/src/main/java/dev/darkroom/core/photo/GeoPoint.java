package dev.darkroom.core.photo;

import java.util.Optional;

/**
 * Where a photo was taken, in WGS 84.
 *
 * @param latitude degrees north, -90 to 90
 * @param longitude degrees east, -180 to 180
 * @param altitudeMetres above sea level, when the camera wrote it
 * @param directionDegrees where the camera looked, clockwise from true north, when the camera wrote it
 */
public record GeoPoint(
        double latitude, double longitude, Optional<Double> altitudeMetres, Optional<Double> directionDegrees) {
    public GeoPoint {
        if (!(Math.abs(latitude) <= 90)) {
            throw new IllegalArgumentException("Latitude must lie in [-90, 90]: " + latitude);
        }
        if (!(Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("Longitude must lie in [-180, 180]: " + longitude);
        }
    }

    /** A point on the ground, with neither altitude nor direction. */
    public static GeoPoint of(double latitude, double longitude) {
        return new GeoPoint(latitude, longitude, Optional.empty(), Optional.empty());
    }
}
