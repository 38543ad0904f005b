package dev.darkroom.imaging.quality;

import com.sun.jna.Memory;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.vips.Vips;
import dev.darkroom.imaging.vips.VipsException;
import dev.darkroom.imaging.vips.VipsImage;

/**
 * Decodes renditions. They were made by this house's own encoders, so unlike originals they are decoded in this process.
 * Safe for threads.
 */
public final class RenditionReader {
    private final Vips vips;

    private RenditionReader(Vips vips) {
        this.vips = vips;
    }

    /**
     * A reader by the libvips of this process.
     *
     * @throws RejectedException when there is none, with how to install it
     */
    public static RenditionReader open() throws RejectedException {
        return new RenditionReader(Vips.load());
    }

    /**
     * The picture in {@code file}.
     *
     * @throws IllegalArgumentException when it holds none of {@code format}
     */
    public Planes read(ImageFormat format, byte[] file) {
        try (Memory bytes = new Memory(file.length)) {
            bytes.write(0, file, 0, file.length);
            try (VipsImage opened = vips.open(format, bytes, 1);
                    VipsImage srgb = vips.toSrgb(opened);
                    VipsImage picture = vips.compute(srgb)) {
                return planes(vips.samples(picture), picture.width(), picture.height(), picture.bands());
            }
        } catch (VipsException e) {
            throw new IllegalArgumentException("No picture of format " + format.code() + ": " + e.getMessage(), e);
        }
    }

    private static Planes planes(byte[] samples, int width, int height, int bands) {
        float[] rgb = new float[3 * width * height];
        for (int pixel = 0; pixel < width * height; pixel++) {
            for (int band = 0; band < 3; band++) {
                rgb[3 * pixel + band] = samples[bands * pixel + band] & 0xff;
            }
        }
        return Planes.ofRgb(rgb, width, height);
    }
}
