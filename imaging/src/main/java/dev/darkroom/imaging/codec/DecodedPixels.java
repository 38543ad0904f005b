package dev.darkroom.imaging.codec;

import com.sun.jna.Pointer;
import java.util.Optional;

/**
 * A whole decoded picture in native memory, upright, row after row without gaps; released by {@link #close()}.
 *
 * @param samples of {@code bits} bits each in the machine's order, the bands of a pixel side by side
 * @param bands 1 grey, 2 grey and alpha, 3 colour, 4 colour and alpha
 * @param bits 8 or 16
 * @param profile the ICC profile of the samples; without one they are sRGB
 * @param owner what holds the memory
 */
public record DecodedPixels(
        Pointer samples, int width, int height, int bands, int bits, Optional<byte[]> profile, Runnable owner)
        implements AutoCloseable {
    public DecodedPixels {
        if (width < 1 || height < 1 || bands < 1 || bands > 4 || (bits != 8 && bits != 16)) {
            throw new IllegalArgumentException("Pixels must have sides, 1 to 4 bands and 8 or 16 bits: " + width + "x"
                    + height + "x" + bands + " of " + bits);
        }
    }

    /** Length of the samples. */
    public long bytes() {
        return (long) width * height * bands * (bits / 8);
    }

    @Override
    public void close() {
        owner.run();
    }
}
