package dev.darkroom.imaging.colour;

import java.util.Optional;

/** The chromaticities of three colours and their white, and their place in the ICC's space, which has D50 for white. */
record Primaries(double rx, double ry, double gx, double gy, double bx, double by, double wx, double wy) {
    private static final double[] D50 = {0.96422, 1, 0.82521};
    private static final double[][] BRADFORD = {
        {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}
    };

    /** Those of a number of H.273, when a camera or an editor would use them. */
    static Optional<Primaries> of(int number) {
        return Optional.ofNullable(
                switch (number) {
                    case 1, 2 -> new Primaries(0.64, 0.33, 0.3, 0.6, 0.15, 0.06, 0.3127, 0.329);
                    case 5 -> new Primaries(0.64, 0.33, 0.29, 0.6, 0.15, 0.06, 0.3127, 0.329);
                    case 6, 7 -> new Primaries(0.63, 0.34, 0.31, 0.595, 0.155, 0.07, 0.3127, 0.329);
                    case 9 -> new Primaries(0.708, 0.292, 0.17, 0.797, 0.131, 0.046, 0.3127, 0.329);
                    case 11 -> new Primaries(0.68, 0.32, 0.265, 0.69, 0.15, 0.06, 0.314, 0.351);
                    case 12 -> new Primaries(0.68, 0.32, 0.265, 0.69, 0.15, 0.06, 0.3127, 0.329);
                    default -> null;
                });
    }

    /** XYZ of red, green and blue at full, one in each column, seen under D50. */
    double[][] toD50() {
        double[][] xyz = {
            {rx / ry, gx / gy, bx / by}, {1, 1, 1}, {(1 - rx - ry) / ry, (1 - gx - gy) / gy, (1 - bx - by) / by}
        };
        double[] white = {wx / wy, 1, (1 - wx - wy) / wy};
        double[] scale = times(inverse(xyz), white);
        for (double[] row : xyz) {
            for (int i = 0; i < 3; i++) {
                row[i] *= scale[i];
            }
        }
        double[] cone = times(BRADFORD, white);
        double[] target = times(BRADFORD, D50);
        double[][] adapted = new double[3][];
        for (int i = 0; i < 3; i++) {
            double gain = target[i] / cone[i];
            adapted[i] = new double[] {BRADFORD[i][0] * gain, BRADFORD[i][1] * gain, BRADFORD[i][2] * gain};
        }
        return times(times(inverse(BRADFORD), adapted), xyz);
    }

    private static double[] times(double[][] m, double[] v) {
        double[] out = new double[3];
        for (int i = 0; i < 3; i++) {
            out[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
        }
        return out;
    }

    private static double[][] times(double[][] a, double[][] b) {
        double[][] out = new double[3][3];
        for (int column = 0; column < 3; column++) {
            double[] product = times(a, new double[] {b[0][column], b[1][column], b[2][column]});
            for (int row = 0; row < 3; row++) {
                out[row][column] = product[row];
            }
        }
        return out;
    }

    private static double[][] inverse(double[][] m) {
        double[][] out = new double[3][3];
        double determinant = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                int a = (i + 1) % 3;
                int b = (i + 2) % 3;
                int c = (j + 1) % 3;
                int d = (j + 2) % 3;
                out[j][i] = m[a][c] * m[b][d] - m[a][d] * m[b][c];
            }
            determinant += m[0][i] * out[i][0];
        }
        for (double[] row : out) {
            for (int i = 0; i < 3; i++) {
                row[i] /= determinant;
            }
        }
        return out;
    }
}
