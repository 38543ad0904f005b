package dev.darkroom.imaging.vips;

import com.sun.jna.Memory;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.codec.DecodedPixels;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** Files of every kind that libvips can write, for tests of what it reads. */
public final class VipsFiles {
    private VipsFiles() {}

    /**
     * A file of {@code picture}, with its alpha channel if it has one.
     *
     * @param saver such as {@code jpegsave}
     * @param options names and values in turn
     */
    public static byte[] write(BufferedImage picture, String saver, Object... options) throws RejectedException {
        Vips vips = Vips.load();
        PointerByReference out = new PointerByReference();
        LongByReference length = new LongByReference();
        try (VipsImage image = vips.image(pixels(picture))) {
            Object[] arguments = new Object[options.length + 4];
            arguments[0] = image.pointer();
            arguments[1] = out;
            arguments[2] = length;
            System.arraycopy(options, 0, arguments, 3, options.length);
            vips.call("vips_" + saver + "_buffer", arguments);
            return out.getValue().getByteArray(0, (int) length.getValue());
        } catch (VipsException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DecodedPixels pixels(BufferedImage picture) {
        int bands = picture.getColorModel().hasAlpha() ? 4 : 3;
        Memory samples = new Memory((long) picture.getWidth() * picture.getHeight() * bands);
        long at = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int argb = picture.getRGB(x, y);
                for (int shift : bands == 4 ? new int[] {16, 8, 0, 24} : new int[] {16, 8, 0}) {
                    samples.setByte(at++, (byte) (argb >> shift));
                }
            }
        }
        return new DecodedPixels(
                samples, picture.getWidth(), picture.getHeight(), bands, 8, Optional.empty(), samples::close);
    }
}
