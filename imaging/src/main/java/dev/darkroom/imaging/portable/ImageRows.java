package dev.darkroom.imaging.portable;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Optional;

/**
 * The samples of a picture that ImageIO has decoded, as they are stored where they are grey or RGB; a palette's colours,
 * and whatever else there is, as the picture itself translates them to sRGB.
 */
final class ImageRows implements PixelRows {
    private final BufferedImage image;
    private final boolean stored;
    private final int colours;
    private final boolean alpha;
    private final float[] scales;
    private final Optional<ICC_Profile> profile;

    /** {@code said} is the profile that the file names and its reader has not noticed. */
    ImageRows(BufferedImage image, Optional<ICC_Profile> said) {
        this.image = image;
        ColorModel model = image.getColorModel();
        ColorSpace space = model.getColorSpace();
        this.stored = isStored(model, image.getRaster().getNumBands());
        this.colours = stored ? model.getNumColorComponents() : 3;
        this.alpha = model.hasAlpha();
        this.scales = new float[colours + (alpha ? 1 : 0)];
        for (int band = 0; band < scales.length; band++) {
            scales[band] = stored ? 255f / ((1L << model.getComponentSize(band)) - 1) : 1;
        }
        this.profile = stored ? said.or(() -> profile(space)) : Optional.empty();
    }

    private static boolean isStored(ColorModel model, int bands) {
        int type = model.getColorSpace().getType();
        int data = model.getTransferType();
        return !(model instanceof IndexColorModel)
                && (type == ColorSpace.TYPE_GRAY || type == ColorSpace.TYPE_RGB)
                && (data == DataBuffer.TYPE_BYTE || data == DataBuffer.TYPE_USHORT || data == DataBuffer.TYPE_INT)
                && bands == model.getNumComponents()
                && !model.isAlphaPremultiplied();
    }

    /** Java's own grey is linear light, and no file means that. */
    private static Optional<ICC_Profile> profile(ColorSpace space) {
        return space instanceof ICC_ColorSpace icc
                        && !space.isCS_sRGB()
                        && !space.equals(ColorSpace.getInstance(ColorSpace.CS_GRAY))
                ? Optional.of(icc.getProfile())
                : Optional.empty();
    }

    @Override
    public int width() {
        return image.getWidth();
    }

    @Override
    public int height() {
        return image.getHeight();
    }

    @Override
    public int colours() {
        return colours;
    }

    @Override
    public boolean alpha() {
        return alpha;
    }

    @Override
    public Optional<ICC_Profile> profile() {
        return profile;
    }

    @Override
    public void read(int y, float[] row) {
        if (stored) {
            image.getRaster().getPixels(0, y, width(), 1, row);
            for (int i = 0; i < row.length; i++) {
                row[i] *= scales[i % scales.length];
            }
            return;
        }
        int[] argb = image.getRGB(0, y, width(), 1, null, 0, width());
        for (int x = 0, at = 0; x < argb.length; x++) {
            row[at++] = argb[x] >> 16 & 0xff;
            row[at++] = argb[x] >> 8 & 0xff;
            row[at++] = argb[x] & 0xff;
            if (alpha) {
                row[at++] = argb[x] >>> 24;
            }
        }
    }

    @Override
    public void close() {
        image.flush();
    }
}
