package dev.darkroom.imaging.jpeg;

/** The windowed sinc, from a table: as exact as the 14 bits of a weight need, and the same on every machine. */
final class Lanczos {
    private static final int STEPS = 1024;
    private static final int MOST_LOBES = 3;
    private static final float[][] TABLES = {{}, {}, table(2), table(3)};

    private Lanczos() {}

    private static float[] table(int lobes) {
        float[] table = new float[MOST_LOBES * STEPS + 2];
        table[0] = 1;
        for (int i = 1; i < lobes * STEPS; i++) {
            double x = Math.PI * i / STEPS;
            table[i] = (float) (lobes * StrictMath.sin(x) * StrictMath.sin(x / lobes) / (x * x));
        }
        return table;
    }

    /** The kernel at a distance from its middle; nothing from {@code lobes} on. */
    static double at(double distance, int lobes) {
        double steps = Math.min(Math.abs(distance), lobes) * STEPS;
        int step = (int) steps;
        float[] table = TABLES[lobes];
        return table[step] + (table[step + 1] - table[step]) * (steps - step);
    }
}
