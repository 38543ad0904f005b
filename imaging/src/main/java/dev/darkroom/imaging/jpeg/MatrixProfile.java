package dev.darkroom.imaging.jpeg;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An ICC profile of red, green and blue that consists of a curve for each and a matrix, as those of cameras, phones and
 * screens do.
 *
 * @param light the amount of light for each value of a sample, for each channel
 * @param xyz what a channel's full light adds to X, Y and Z, adapted to the profile connection space's D50
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record MatrixProfile(double[][] light, double[][] xyz) {
    private static final String[] PRIMARIES = {"rXYZ", "gXYZ", "bXYZ"};
    private static final String[] CURVES = {"rTRC", "gTRC", "bTRC"};
    private static final int TAGS_AT = 128;
    private static final int MOST_TAGS = 100;
    private static final int FIXED_ONE = 65_536;
    private static final double[][] SRGB = {{0.4361, 0.2225, 0.0139}, {0.3851, 0.7169, 0.0971}, {0.1431, 0.0606, 0.7142}
    };
    private static final double NEAR = 0.002;

    /** The profile in {@code icc}; empty when it is another kind, damaged, or not whole. */
    static Optional<MatrixProfile> read(byte[] icc) {
        try {
            return icc.length >= TAGS_AT + 4 ? new Reader(ByteBuffer.wrap(icc)).read() : Optional.empty();
        } catch (IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether converting to sRGB would change nothing that can be seen. Primaries and curves decide, not the name, because
     * cameras and programs write a dozen different ones.
     */
    boolean isSrgb() {
        for (int channel = 0; channel < 3; channel++) {
            for (int axis = 0; axis < 3; axis++) {
                if (!(Math.abs(xyz[channel][axis] - SRGB[channel][axis]) <= NEAR)) {
                    return false;
                }
            }
            for (int value = 0; value < 256; value++) {
                if (!(Math.abs(light[channel][value] - srgbLight(value / 255.0)) <= NEAR)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** IEC 61966-2-1. */
    static double srgbLight(double value) {
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    /** Reads; runs out of bounds where the profile is damaged. */
    private record Reader(ByteBuffer profile) {
        Optional<MatrixProfile> read() {
            if (profile.getInt(0) > profile.capacity()
                    || !text(16).equals("RGB ")
                    || !text(20).equals("XYZ ")
                    || tag("A2B0").isPresent()) {
                return Optional.empty();
            }
            double[][] light = new double[3][256];
            double[][] xyz = new double[3][3];
            for (int channel = 0; channel < 3; channel++) {
                Optional<Integer> primary = tag(PRIMARIES[channel]);
                Optional<Integer> curve = tag(CURVES[channel]);
                if (primary.isEmpty() || curve.isEmpty()) {
                    return Optional.empty();
                }
                for (int axis = 0; axis < 3; axis++) {
                    xyz[channel][axis] = fixed(primary.get() + 8 + 4 * axis);
                }
                for (int value = 0; value < 256; value++) {
                    light[channel][value] = curve(curve.get(), value / 255.0);
                    if (!Double.isFinite(light[channel][value])) {
                        return Optional.empty();
                    }
                }
            }
            return Optional.of(new MatrixProfile(light, xyz));
        }

        private double curve(int at, double value) {
            return switch (text(at)) {
                case "curv" -> table(at, value);
                case "para" -> parametric(at, value);
                default -> Double.NaN;
            };
        }

        private double table(int at, double value) {
            int count = profile.getInt(at + 8);
            if (count < 2) {
                return count == 1 ? Math.pow(value, u16(at + 12) / 256.0) : value;
            }
            double place = value * (count - 1);
            int below = Math.min((int) place, count - 2);
            double low = u16(at + 12 + 2 * below) / 65_535.0;
            double high = u16(at + 14 + 2 * below) / 65_535.0;
            return low + (high - low) * (place - below);
        }

        /** A power, or a power with a straight foot (types 0 and 3 of ICC.1); others are left alone. */
        private double parametric(int at, double value) {
            double gamma = fixed(at + 12);
            return switch (u16(at + 8)) {
                case 0 -> Math.pow(value, gamma);
                case 3 ->
                    value >= fixed(at + 28)
                            ? Math.pow(fixed(at + 16) * value + fixed(at + 20), gamma)
                            : fixed(at + 24) * value;
                default -> Double.NaN;
            };
        }

        private Optional<Integer> tag(String name) {
            int tags = Math.min(profile.getInt(TAGS_AT), MOST_TAGS);
            for (int i = 0; i < tags; i++) {
                int entry = TAGS_AT + 4 + 12 * i;
                if (text(entry).equals(name)) {
                    return Optional.of(profile.getInt(entry + 4));
                }
            }
            return Optional.empty();
        }

        private String text(int at) {
            byte[] four = new byte[4];
            profile.get(at, four);
            return new String(four, StandardCharsets.ISO_8859_1);
        }

        private double fixed(int at) {
            return (double) profile.getInt(at) / FIXED_ONE;
        }

        private int u16(int at) {
            return profile.getShort(at) & 0xffff;
        }
    }
}
