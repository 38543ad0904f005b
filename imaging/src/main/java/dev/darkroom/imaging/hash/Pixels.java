package dev.darkroom.imaging.hash;

/**
 * A small opaque picture in sRGB.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb {@code width * height * 3} bytes, row by row; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy of each picture would buy nothing
public record Pixels(int width, int height, byte[] rgb) {
    public Pixels {
        if (width < 1 || height < 1 || rgb.length != width * height * 3) {
            throw new IllegalArgumentException(
                    "Pixels must be width * height * 3 bytes: " + width + "x" + height + ", " + rgb.length);
        }
    }

    /** The picture fitted into a square, each pixel the mean of the area it covers; never enlarged. */
    public Pixels fitInto(int side) {
        int longSide = Math.max(width, height);
        if (longSide <= side) {
            return this;
        }
        return resize(
                Math.max(1, Math.round((float) width * side / longSide)),
                Math.max(1, Math.round((float) height * side / longSide)));
    }

    /** The picture in exactly this size, each pixel the mean of the area it covers. */
    public Pixels resize(int toWidth, int toHeight) {
        byte[] out = new byte[toWidth * toHeight * 3];
        double[] mean = new double[3];
        for (int y = 0; y < toHeight; y++) {
            for (int x = 0; x < toWidth; x++) {
                mean(
                        (double) x * width / toWidth,
                        (double) (x + 1) * width / toWidth,
                        (double) y * height / toHeight,
                        (double) (y + 1) * height / toHeight,
                        mean);
                for (int band = 0; band < 3; band++) {
                    out[(y * toWidth + x) * 3 + band] = (byte) Math.round(mean[band]);
                }
            }
        }
        return new Pixels(toWidth, toHeight, out);
    }

    /** Brightness of each pixel as television weighs it (Rec. 601), 0 to 255. */
    double[] luma() {
        double[] luma = new double[width * height];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = 0.299 * (rgb[3 * i] & 0xff) + 0.587 * (rgb[3 * i + 1] & 0xff) + 0.114 * (rgb[3 * i + 2] & 0xff);
        }
        return luma;
    }

    /** Weighs each source pixel by the part of it that lies in the rectangle. */
    private void mean(double left, double right, double top, double bottom, double[] mean) {
        mean[0] = mean[1] = mean[2] = 0;
        for (int y = (int) top; y < Math.min(height, bottom); y++) {
            double rows = Math.min(bottom, y + 1) - Math.max(top, y);
            for (int x = (int) left; x < Math.min(width, right); x++) {
                double weight = rows * (Math.min(right, x + 1) - Math.max(left, x));
                int at = (y * width + x) * 3;
                mean[0] += weight * (rgb[at] & 0xff);
                mean[1] += weight * (rgb[at + 1] & 0xff);
                mean[2] += weight * (rgb[at + 2] & 0xff);
            }
        }
        double area = (right - left) * (bottom - top);
        mean[0] /= area;
        mean[1] /= area;
        mean[2] /= area;
    }
}
