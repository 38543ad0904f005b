package dev.darkroom.imaging.portable;

/** Makes a picture smaller by the Lanczos filter, of rows that come once, from top to bottom. */
final class Shrinking {
    private final int bands;
    private final int width;
    private final LanczosWeights across;
    private final LanczosWeights down;
    private final float[] shortened;
    private final float[] sums;
    private int firstOpen;

    Shrinking(int fromWidth, int fromHeight, int width, int height, int bands) {
        this.bands = bands;
        this.width = width;
        this.across = LanczosWeights.of(fromWidth, width);
        this.down = LanczosWeights.of(fromHeight, height);
        this.shortened = new float[width * bands];
        this.sums = new float[Math.multiplyExact(height, shortened.length)];
    }

    /** The next row, number {@code y}. */
    void add(int y, float[] row) {
        shorten(row);
        while (firstOpen < down.first().length && end(firstOpen) <= y) {
            firstOpen++;
        }
        for (int i = firstOpen; i < down.first().length && down.first()[i] <= y; i++) {
            float weight = down.weights()[i][y - down.first()[i]];
            int at = i * shortened.length;
            for (int j = 0; j < shortened.length; j++) {
                sums[at + j] += weight * shortened[j];
            }
        }
    }

    private int end(int made) {
        return down.first()[made] + down.weights()[made].length;
    }

    private void shorten(float[] row) {
        for (int x = 0; x < width; x++) {
            float[] weights = across.weights()[x];
            int from = across.first()[x] * bands;
            for (int band = 0; band < bands; band++) {
                float sum = 0;
                for (int i = 0, at = from + band; i < weights.length; i++, at += bands) {
                    sum += weights[i] * row[at];
                }
                shortened[x * bands + band] = sum;
            }
        }
    }

    /** The samples of all rows made, when all have been added. */
    float[] samples() {
        return sums;
    }
}
