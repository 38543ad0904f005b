package dev.darkroom.imaging.portable;

import java.awt.color.ICC_Profile;
import java.util.Optional;

/** A decoded picture, read row by row. */
interface PixelRows extends AutoCloseable {
    int width();

    int height();

    /** 1 for grey, 3 for colour. */
    int colours();

    /** Whether a last band says how opaque each pixel is. */
    boolean alpha();

    /** What the colours mean; without one they are sRGB. */
    Optional<ICC_Profile> profile();

    /** Fills {@code row} with samples from 0 to 255, the bands of a pixel side by side, colours not yet weighed by alpha. */
    void read(int y, float[] row);

    /** Colours, and alpha where there is one. */
    default int bands() {
        return colours() + (alpha() ? 1 : 0);
    }

    @Override
    void close();
}
