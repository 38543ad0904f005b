package dev.darkroom.imaging.jpeg;

/** The sinc in a window of three lobes, from a table: as exact as 14 bits of a weight need, the same on every machine. */
public final class Lanczos {
    /** How far the kernel reaches. */
    public static final int LOBES = 3;

    private static final int STEPS = 1024;
    private static final float[] TABLE = table();

    private Lanczos() {}

    private static float[] table() {
        float[] table = new float[LOBES * STEPS + 2];
        table[0] = 1;
        for (int i = 1; i < LOBES * STEPS; i++) {
            double x = Math.PI * i / STEPS;
            table[i] = (float) (LOBES * StrictMath.sin(x) * StrictMath.sin(x / LOBES) / (x * x));
        }
        return table;
    }

    /** The kernel at a distance from its middle; nothing from the last lobe on. */
    public static double at(double distance) {
        double steps = Math.min(Math.abs(distance), LOBES) * STEPS;
        int step = (int) steps;
        return TABLE[step] + (TABLE[step + 1] - TABLE[step]) * (steps - step);
    }
}
