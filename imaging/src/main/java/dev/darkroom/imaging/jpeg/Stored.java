package dev.darkroom.imaging.jpeg;

import java.util.Optional;

/**
 * How a photo lies in its file.
 *
 * @param width in pixels, as coded
 * @param height in pixels, as coded
 * @param turn what makes it upright
 * @param conversion what makes its colours those of sRGB, unless they are
 */
record Stored(int width, int height, Turn turn, Optional<SrgbConversion> conversion) {
    int longSide() {
        return Math.max(width, height);
    }

    int uprightWidth() {
        return turn.transposed() ? height : width;
    }

    int uprightHeight() {
        return turn.transposed() ? width : height;
    }
}
