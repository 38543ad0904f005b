package dev.darkroom.imaging.portable;

import dev.darkroom.imaging.hash.Pixels;
import dev.darkroom.imaging.jpeg.Fit;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/** Makes small sRGB pictures of decoded rows: first smaller, then in other colours, then opaque and upright. */
final class JavaPicture {
    private static final ICC_Profile SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB);

    private JavaPicture() {}

    /** The picture fitted into a square of {@code side} pixels, on {@code background} (0xRRGGBB), not yet turned. */
    static Pixels fit(PixelRows rows, int side, int background) {
        Fit fit = Fit.into(side, rows.width(), rows.height());
        int bands = rows.bands();
        Shrinking shrinking = new Shrinking(rows.width(), rows.height(), fit.width(), fit.height(), bands);
        float[] row = new float[rows.width() * bands];
        for (int y = 0; y < rows.height(); y++) {
            rows.read(y, row);
            if (rows.alpha()) {
                weigh(row, bands);
            }
            shrinking.add(y, row);
        }
        float[] samples = shrinking.samples();
        byte[] rgb = srgb(colours(samples, rows), rows.colours(), fit, rows.profile());
        if (rows.alpha()) {
            flatten(rgb, samples, bands, background);
        }
        return new Pixels(fit.width(), fit.height(), rgb);
    }

    /** A transparent pixel's colour is not to be seen in its neighbours. */
    private static void weigh(float[] row, int bands) {
        for (int at = 0; at < row.length; at += bands) {
            for (int band = 0; band < bands - 1; band++) {
                row[at + band] *= row[at + bands - 1] / 255;
            }
        }
    }

    private static byte[] colours(float[] samples, PixelRows rows) {
        int bands = rows.bands();
        byte[] colours = new byte[samples.length / bands * rows.colours()];
        for (int from = 0, to = 0; from < samples.length; from += bands) {
            float alpha = rows.alpha() ? Math.max(samples[from + bands - 1], 1) / 255 : 1;
            for (int band = 0; band < rows.colours(); band++) {
                colours[to++] = octet(samples[from + band] / alpha);
            }
        }
        return colours;
    }

    private static byte octet(float sample) {
        return (byte) Math.round(Math.max(0, Math.min(255, sample)));
    }

    private static byte[] srgb(byte[] colours, int bands, Fit fit, Optional<ICC_Profile> profile) {
        if (profile.isPresent() && profile.get().getNumComponents() == bands) {
            try {
                WritableRaster from = raster(fit, bands);
                from.setDataElements(0, 0, fit.width(), fit.height(), colours);
                WritableRaster to = raster(fit, 3);
                new ColorConvertOp(new ICC_Profile[] {profile.get(), SRGB}, null).filter(from, to);
                return (byte[]) to.getDataElements(0, 0, fit.width(), fit.height(), null);
            } catch (CMMException | IllegalArgumentException e) {
                // A profile that is none leaves the colours as they are, which is what libvips does.
                return rgb(colours, bands);
            }
        }
        return rgb(colours, bands);
    }

    private static WritableRaster raster(Fit fit, int bands) {
        return Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, fit.width(), fit.height(), bands, null);
    }

    private static byte[] rgb(byte[] colours, int bands) {
        if (bands == 3) {
            return colours;
        }
        byte[] rgb = new byte[3 * colours.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = colours[i / 3];
        }
        return rgb;
    }

    private static void flatten(byte[] rgb, float[] samples, int bands, int background) {
        for (int i = 0; i < rgb.length; i++) {
            float alpha = Math.max(0, Math.min(1, samples[i / 3 * bands + bands - 1] / 255));
            int behind = background >> (16 - 8 * (i % 3)) & 0xff;
            rgb[i] = octet((rgb[i] & 0xff) * alpha + behind * (1 - alpha));
        }
    }

    /** A smaller copy. */
    static Pixels fit(Pixels picture, int side) {
        Fit fit = Fit.into(side, picture.width(), picture.height());
        Shrinking shrinking = new Shrinking(picture.width(), picture.height(), fit.width(), fit.height(), 3);
        float[] row = new float[3 * picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            for (int i = 0; i < row.length; i++) {
                row[i] = picture.rgb()[y * row.length + i] & 0xff;
            }
            shrinking.add(y, row);
        }
        float[] samples = shrinking.samples();
        byte[] rgb = new byte[samples.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = octet(samples[i]);
        }
        return new Pixels(fit.width(), fit.height(), rgb);
    }

    /** The picture turned as EXIF numbers it. */
    static Pixels turned(Pixels picture, int orientation) {
        if (orientation == 1) {
            return picture;
        }
        boolean transposed = orientation >= 5;
        int width = transposed ? picture.height() : picture.width();
        int height = transposed ? picture.width() : picture.height();
        boolean mirrored = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean upsideDown = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        byte[] rgb = new byte[picture.rgb().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int column = transposed ? y : x;
                int row = transposed ? x : y;
                int fromX = mirrored ? picture.width() - 1 - column : column;
                int fromY = upsideDown ? picture.height() - 1 - row : row;
                System.arraycopy(picture.rgb(), 3 * (fromY * picture.width() + fromX), rgb, 3 * (y * width + x), 3);
            }
        }
        return new Pixels(width, height, rgb);
    }

    /** The middle of a picture, {@code side} pixels wide and high. */
    static Pixels square(Pixels picture, int side) {
        int left = (picture.width() - side) / 2;
        int top = (picture.height() - side) / 2;
        byte[] rgb = new byte[3 * side * side];
        for (int y = 0; y < side; y++) {
            System.arraycopy(picture.rgb(), 3 * ((top + y) * picture.width() + left), rgb, 3 * y * side, 3 * side);
        }
        return new Pixels(side, side, rgb);
    }
}
