package dev.darkroom.imaging.jpeg;

/**
 * Makes sRGB of the colours of a {@link MatrixProfile}; what sRGB cannot show is cut off. Never changed, and shared by
 * threads.
 */
final class SrgbConversion {
    /** XYZ under D50 to sRGB's light; the inverse of sRGB's own matrix. */
    private static final double[][] FROM_XYZ = {
        {3.1338561, -1.6168667, -0.4906146}, {-0.9787684, 1.9161415, 0.0334540}, {0.0719453, -0.2289914, 1.4052427}
    };

    private static final int STEPS = 1 << 14;
    private static final byte[] CODED = coded();

    /** Each channel's light in steps, by its sample's value, for each channel made: [made][from][value]. */
    private final float[][][] parts = new float[3][3][256];

    SrgbConversion(MatrixProfile profile) {
        for (int made = 0; made < 3; made++) {
            for (int from = 0; from < 3; from++) {
                double weight = 0;
                for (int axis = 0; axis < 3; axis++) {
                    weight += FROM_XYZ[made][axis] * profile.xyz()[from][axis];
                }
                for (int value = 0; value < 256; value++) {
                    parts[made][from][value] = (float) (weight * profile.light()[from][value] * STEPS);
                }
            }
        }
    }

    /** Converts pixels of three bytes, in place. */
    void convert(byte[] rgb, int bytes) {
        float[] redOfRed = parts[0][0];
        float[] redOfGreen = parts[0][1];
        float[] redOfBlue = parts[0][2];
        float[] greenOfRed = parts[1][0];
        float[] greenOfGreen = parts[1][1];
        float[] greenOfBlue = parts[1][2];
        float[] blueOfRed = parts[2][0];
        float[] blueOfGreen = parts[2][1];
        float[] blueOfBlue = parts[2][2];
        for (int i = 0; i + 2 < bytes; i += 3) {
            int red = rgb[i] & 0xff;
            int green = rgb[i + 1] & 0xff;
            int blue = rgb[i + 2] & 0xff;
            rgb[i] = coded(redOfRed[red] + redOfGreen[green] + redOfBlue[blue]);
            rgb[i + 1] = coded(greenOfRed[red] + greenOfGreen[green] + greenOfBlue[blue]);
            rgb[i + 2] = coded(blueOfRed[red] + blueOfGreen[green] + blueOfBlue[blue]);
        }
    }

    private static byte coded(float light) {
        return CODED[Math.max(0, Math.min(STEPS, (int) (light + 0.5f)))];
    }

    /** Where dark tones lie closest together, a step is a fifth of the way from one value to the next. */
    private static byte[] coded() {
        byte[] coded = new byte[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            double light = (double) i / STEPS;
            double value = light <= 0.0031308 ? light * 12.92 : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
            coded[i] = (byte) Math.round(255 * value);
        }
        return coded;
    }
}
