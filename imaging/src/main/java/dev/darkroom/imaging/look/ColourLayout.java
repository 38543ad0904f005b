package dev.darkroom.imaging.look;

import dev.darkroom.imaging.hash.Pixels;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in a picture which colours are: the Colour Layout Descriptor of MPEG-7 (ISO/IEC 15938-3), the lowest frequencies
 * of the DCT of 8 by 8 mean colours in YCbCr. Unlike the standard's they are not quantised, and one vector of length 1: the
 * angle between two is about the distance between the blurred pictures.
 */
final class ColourLayout {
    /** Of each of the three planes. */
    static final int COEFFICIENTS = 64;

    /**
     * Stands before the coefficients, in steps of brightness. Without it nothing would be left of a picture of middle grey,
     * and noise would decide where one lies that is nearly so.
     */
    static final double BIAS = 32;

    private static final int SIDE = 8;
    private static final int MIDDLE = 128;
    private static final double[][] BASIS = basis();
    private static final int[] ZIGZAG = zigzag();

    private ColourLayout() {}

    static List<Float> of(Pixels picture, LookDefinition definition) {
        byte[] rgb = picture.resize(SIDE, SIDE).rgb();
        double[] vector = new double[definition.dimensions()];
        vector[0] = BIAS;
        int blue = 1 + definition.luma();
        put(plane(rgb, 0.299, 0.587, 0.114, MIDDLE), 1, vector, 1, definition.luma());
        double weight = definition.chromaWeight();
        put(plane(rgb, -0.168736, -0.331264, 0.5, 0), weight, vector, blue, definition.chroma());
        put(plane(rgb, 0.5, -0.418688, -0.081312, 0), weight, vector, blue + definition.chroma(), definition.chroma());
        return unit(vector);
    }

    /** One plane of JFIF's YCbCr, around 0. */
    private static double[] plane(byte[] rgb, double red, double green, double blue, int middle) {
        double[] plane = new double[COEFFICIENTS];
        for (int i = 0; i < COEFFICIENTS; i++) {
            plane[i] = red * (rgb[3 * i] & 0xff)
                    + green * (rgb[3 * i + 1] & 0xff)
                    + blue * (rgb[3 * i + 2] & 0xff)
                    - middle;
        }
        return plane;
    }

    private static void put(double[] plane, double weight, double[] vector, int from, int count) {
        for (int i = 0; i < count; i++) {
            vector[from + i] = weight * coefficient(plane, ZIGZAG[i] / SIDE, ZIGZAG[i] % SIDE);
        }
    }

    /** Such that that of frequency 0 is the mean. */
    private static double coefficient(double[] plane, int vertical, int horizontal) {
        double sum = 0;
        for (int i = 0; i < COEFFICIENTS; i++) {
            sum += plane[i] * BASIS[vertical][i / SIDE] * BASIS[horizontal][i % SIDE];
        }
        return sum / SIDE;
    }

    private static List<Float> unit(double[] vector) {
        double squares = 0;
        for (double number : vector) {
            squares += number * number;
        }
        double length = Math.sqrt(squares);
        List<Float> unit = new ArrayList<>(vector.length);
        for (double number : vector) {
            unit.add((float) (number / length));
        }
        return unit;
    }

    /** The orthonormal DCT-II; StrictMath, so that every machine has the same bits. */
    private static double[][] basis() {
        double[][] basis = new double[SIDE][SIDE];
        for (int frequency = 0; frequency < SIDE; frequency++) {
            double scale = StrictMath.sqrt((frequency == 0 ? 1.0 : 2.0) / SIDE);
            for (int x = 0; x < SIDE; x++) {
                basis[frequency][x] = scale * StrictMath.cos(Math.PI / SIDE * (x + 0.5) * frequency);
            }
        }
        return basis;
    }

    /** JPEG's order (ITU T.81, figure A.6): diagonal by diagonal, up and down in turn; row times 8 plus column. */
    private static int[] zigzag() {
        int[] order = new int[COEFFICIENTS];
        int next = 0;
        for (int diagonal = 0; diagonal < 2 * SIDE - 1; diagonal++) {
            for (int step = Math.max(0, diagonal - SIDE + 1); step <= Math.min(diagonal, SIDE - 1); step++) {
                int row = diagonal % 2 == 0 ? diagonal - step : step;
                order[next++] = row * SIDE + diagonal - row;
            }
        }
        return order;
    }
}
