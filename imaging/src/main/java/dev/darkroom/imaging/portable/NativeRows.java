package dev.darkroom.imaging.portable;

import dev.darkroom.imaging.codec.DecodedPixels;
import java.awt.color.ICC_Profile;
import java.util.Optional;

/** The samples that a decoder of Darkroom's own has left in native memory. */
record NativeRows(DecodedPixels pixels, Optional<ICC_Profile> profile) implements PixelRows {
    private static final float FROM_16_BITS = 255 / 65_535f;

    @Override
    public int width() {
        return pixels.width();
    }

    @Override
    public int height() {
        return pixels.height();
    }

    @Override
    public int colours() {
        return pixels.bands() < 3 ? 1 : 3;
    }

    @Override
    public boolean alpha() {
        return pixels.bands() % 2 == 0;
    }

    @Override
    public void read(int y, float[] row) {
        int samples = pixels.width() * pixels.bands();
        if (pixels.bits() == 8) {
            byte[] bytes = pixels.samples().getByteArray((long) y * samples, samples);
            for (int i = 0; i < samples; i++) {
                row[i] = bytes[i] & 0xff;
            }
        } else {
            short[] words = pixels.samples().getShortArray(2L * y * samples, samples);
            for (int i = 0; i < samples; i++) {
                row[i] = (words[i] & 0xffff) * FROM_16_BITS;
            }
        }
    }

    @Override
    public void close() {
        pixels.close();
    }
}
