package dev.darkroom.bench.thumbnails;

import dev.darkroom.imaging.quality.Planes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * A photo in any size as it should be: decoded in full by the JDK, each size straight from that by a Lanczos filter of
 * three lobes in floating point, made upright, and at the very end turned into YCbCr with the mean of each four for chroma.
 */
final class Reference {
    private static final int LOBES = 3;

    private final float[] rgb;
    private final int width;
    private final int height;
    private final int orientation;
    private final Map<String, Planes> sizes = new HashMap<>();

    Reference(byte[] photo, int orientation) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(photo));
        this.width = image.getWidth();
        this.height = image.getHeight();
        this.orientation = orientation;
        this.rgb = new float[Math.multiplyExact(3, width * height)];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int at = 3 * (y * width + x);
                rgb[at] = row[x] >> 16 & 0xff;
                rgb[at + 1] = row[x] >> 8 & 0xff;
                rgb[at + 2] = row[x] & 0xff;
            }
        }
    }

    /** With these upright sides. */
    Planes in(int toWidth, int toHeight) {
        return sizes.computeIfAbsent(toWidth + "x" + toHeight, sides -> make(toWidth, toHeight));
    }

    private Planes make(int uprightWidth, int uprightHeight) {
        boolean turned = orientation >= 5;
        int toWidth = turned ? uprightHeight : uprightWidth;
        int toHeight = turned ? uprightWidth : uprightHeight;
        float[] low = columns(toHeight);
        float[] small = rows(low, toWidth, toHeight);
        float[] upright = new float[small.length];
        for (int y = 0; y < uprightHeight; y++) {
            for (int x = 0; x < uprightWidth; x++) {
                int stored = stored(x, y, toWidth, toHeight);
                for (int band = 0; band < 3; band++) {
                    float value = small[3 * stored + band];
                    upright[3 * (y * uprightWidth + x) + band] = Math.max(0, Math.min(255, value));
                }
            }
        }
        return Planes.ofRgb(upright, uprightWidth, uprightHeight);
    }

    /** Where a pixel of the upright picture lies in the stored one. */
    private int stored(int x, int y, int w, int h) {
        return switch (orientation) {
            case 2 -> y * w + w - 1 - x;
            case 3 -> (h - 1 - y) * w + w - 1 - x;
            case 4 -> (h - 1 - y) * w + x;
            case 5 -> x * w + y;
            case 6 -> (h - 1 - x) * w + y;
            case 7 -> (h - 1 - x) * w + w - 1 - y;
            case 8 -> x * w + w - 1 - y;
            default -> y * w + x;
        };
    }

    private float[] columns(int toHeight) {
        float[] out = new float[3 * width * toHeight];
        double scale = Math.max(1, (double) height / toHeight);
        for (int y = 0; y < toHeight; y++) {
            double centre = (y + 0.5) * height / toHeight;
            double sum = 0;
            int to = y * 3 * width;
            for (int row = (int) (centre - LOBES * scale) - 1; row <= centre + LOBES * scale; row++) {
                float weight = (float) kernel((row + 0.5 - centre) / scale);
                sum += weight;
                int from = Math.max(0, Math.min(height - 1, row)) * 3 * width;
                for (int i = 0; weight != 0 && i < 3 * width; i++) {
                    out[to + i] += weight * rgb[from + i];
                }
            }
            for (int i = 0; i < 3 * width; i++) {
                out[to + i] /= (float) sum;
            }
        }
        return out;
    }

    private float[] rows(float[] from, int toWidth, int toHeight) {
        float[] out = new float[3 * toWidth * toHeight];
        double scale = Math.max(1, (double) width / toWidth);
        for (int x = 0; x < toWidth; x++) {
            double centre = (x + 0.5) * width / toWidth;
            double sum = 0;
            for (int column = (int) (centre - LOBES * scale) - 1; column <= centre + LOBES * scale; column++) {
                double weight = kernel((column + 0.5 - centre) / scale);
                sum += weight;
                int at = 3 * Math.max(0, Math.min(width - 1, column));
                for (int i = 0; weight != 0 && i < toHeight * 3; i++) {
                    out[3 * (i / 3 * toWidth + x) + i % 3] += (float) (weight * from[i / 3 * 3 * width + at + i % 3]);
                }
            }
            for (int i = 0; i < toHeight * 3; i++) {
                out[3 * (i / 3 * toWidth + x) + i % 3] /= (float) sum;
            }
        }
        return out;
    }

    private static double kernel(double x) {
        double pi = Math.PI * x;
        return Math.abs(x) >= LOBES ? 0 : x == 0 ? 1 : LOBES * Math.sin(pi) * Math.sin(pi / LOBES) / (pi * pi);
    }
}
