package dev.darkroom.imaging.jpeg;

import dev.darkroom.imaging.hash.Pixels;
import java.util.List;

/**
 * All sizes of one photo, from one decode.
 *
 * @param width of the upright original, in pixels
 * @param height of the upright original, in pixels
 * @param levels one for each size asked for, in their order
 * @param smallest the last level's picture, before it was encoded
 */
public record JpegCascade(int width, int height, List<JpegLevel> levels, Pixels smallest) {
    public JpegCascade {
        levels = List.copyOf(levels);
    }
}
