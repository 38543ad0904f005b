package dev.darkroom.imaging.jpeg;

/**
 * How a photo lies in its file.
 *
 * @param width in pixels, as coded
 * @param height in pixels, as coded
 * @param turn what makes it upright
 */
record Stored(int width, int height, Turn turn) {
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
