package dev.darkroom.imaging.hash;

import java.util.ArrayList;
import java.util.List;

/** How colourful a picture is, and which colours it consists of. */
public final class Colours {
    private static final int MOST = 5;
    private static final int SIDE = 16;
    private static final double LEAST_SHARE = 0.02;
    /** Colours nearer than this count as one, in the cube of 256 to a side. */
    private static final int SAME = 64;

    private Colours() {}

    /**
     * D. Hasler and S. Süsstrunk, "Measuring colourfulness in natural images" (2003), their simple metric M3: 0 for grey,
     * 33 moderately, 59 quite, 109 extremely colourful.
     */
    public static double colourfulness(Pixels picture) {
        byte[] rgb = picture.rgb();
        double count = rgb.length / 3.0;
        double redGreen = 0;
        double redGreenSquares = 0;
        double yellowBlue = 0;
        double yellowBlueSquares = 0;
        for (int i = 0; i < rgb.length; i += 3) {
            int r = rgb[i] & 0xff;
            int g = rgb[i + 1] & 0xff;
            double rg = r - g;
            double yb = 0.5 * (r + g) - (rgb[i + 2] & 0xff);
            redGreen += rg;
            redGreenSquares += rg * rg;
            yellowBlue += yb;
            yellowBlueSquares += yb * yb;
        }
        redGreen /= count;
        yellowBlue /= count;
        double variance =
                redGreenSquares / count - redGreen * redGreen + yellowBlueSquares / count - yellowBlue * yellowBlue;
        return Math.sqrt(Math.max(0, variance)) + 0.3 * Math.sqrt(redGreen * redGreen + yellowBlue * yellowBlue);
    }

    /**
     * At most five colours as 0xRRGGBB, the commonest first: the fullest cells of a 16 x 16 x 16 histogram (the popularity
     * algorithm of P. Heckbert, "Color image quantization for frame buffer display", 1982), each its mean, without those
     * that resemble a commoner one or cover less than a fiftieth.
     */
    public static List<Integer> dominant(Pixels picture) {
        byte[] rgb = picture.rgb();
        long[][] cells = new long[SIDE * SIDE * SIDE][4];
        for (int i = 0; i < rgb.length; i += 3) {
            int r = rgb[i] & 0xff;
            int g = rgb[i + 1] & 0xff;
            int b = rgb[i + 2] & 0xff;
            long[] cell = cells[(r / SIDE * SIDE + g / SIDE) * SIDE + b / SIDE];
            cell[0]++;
            cell[1] += r;
            cell[2] += g;
            cell[3] += b;
        }
        List<Integer> colours = new ArrayList<>();
        double least = Math.max(1, LEAST_SHARE * rgb.length / 3);
        while (colours.size() < MOST) {
            int fullest = 0;
            for (int i = 1; i < cells.length; i++) {
                fullest = cells[i][0] > cells[fullest][0] ? i : fullest;
            }
            if (cells[fullest][0] < least) {
                break;
            }
            int colour = mean(cells[fullest]);
            if (colours.stream().noneMatch(other -> distance(other, colour) < SAME)) {
                colours.add(colour);
            }
            cells[fullest][0] = 0;
        }
        return colours;
    }

    private static int mean(long[] cell) {
        return (int) ((cell[1] / cell[0]) << 16 | (cell[2] / cell[0]) << 8 | cell[3] / cell[0]);
    }

    private static double distance(int a, int b) {
        int r = (a >> 16) - (b >> 16);
        int g = (a >> 8 & 0xff) - (b >> 8 & 0xff);
        int blue = (a & 0xff) - (b & 0xff);
        return Math.sqrt(r * r + g * g + blue * blue);
    }
}
