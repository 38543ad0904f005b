package dev.darkroom.core.photo;

import java.util.Optional;

/**
 * How the light was let in.
 *
 * @param seconds shutter time in seconds
 * @param fNumber aperture as focal length over diameter
 * @param iso sensitivity by ISO 12232
 * @param focalLengthMm real focal length in millimetres
 * @param flashFired whether the flash went off
 */
public record Exposure(
        Optional<Double> seconds,
        Optional<Double> fNumber,
        Optional<Integer> iso,
        Optional<Double> focalLengthMm,
        Optional<Boolean> flashFired) {
    /** An exposure of which nothing is known. */
    public static final Exposure UNKNOWN =
            new Exposure(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
