package dev.darkroom.imaging.jpeg;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Tells an ICC profile that means sRGB: its colours are left as they are. The primaries and the curve decide, not the
 * name, because cameras and programs write a dozen different ones.
 */
final class SrgbProfile {
    private static final String[] PRIMARIES = {"rXYZ", "gXYZ", "bXYZ"};
    private static final String[] CURVES = {"rTRC", "gTRC", "bTRC"};

    /** Adapted to the profile connection space's D50. */
    private static final double[][] XYZ = {{0.4361, 0.2225, 0.0139}, {0.3851, 0.7169, 0.0971}, {0.1431, 0.0606, 0.7142}
    };

    private static final double NEAR_PRIMARY = 0.002;
    private static final double NEAR_CURVE = 0.002;
    private static final int TAGS_AT = 128;
    private static final int MOST_TAGS = 100;
    private static final int FIXED_ONE = 65_536;

    private final ByteBuffer profile;

    private SrgbProfile(byte[] profile) {
        this.profile = ByteBuffer.wrap(profile);
    }

    /** Whether converting from this profile to sRGB would change nothing that can be seen. */
    static boolean is(byte[] profile) {
        try {
            return profile.length >= TAGS_AT + 4 && new SrgbProfile(profile).isSrgb();
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    private boolean isSrgb() {
        if (!text(16).equals("RGB ") || !text(20).equals("XYZ ") || tag("A2B0").isPresent()) {
            return false;
        }
        for (int channel = 0; channel < 3; channel++) {
            Optional<Integer> primary = tag(PRIMARIES[channel]);
            Optional<Integer> curve = tag(CURVES[channel]);
            if (primary.isEmpty() || curve.isEmpty()) {
                return false;
            }
            for (int axis = 0; axis < 3; axis++) {
                if (Math.abs(fixed(primary.get() + 8 + 4 * axis) - XYZ[channel][axis]) > NEAR_PRIMARY) {
                    return false;
                }
            }
            for (int step = 0; step <= 16; step++) {
                if (Math.abs(curve(curve.get(), step / 16.0) - light(step / 16.0)) > NEAR_CURVE) {
                    return false;
                }
            }
        }
        return true;
    }

    /** IEC 61966-2-1. */
    private static double light(double value) {
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
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

    /** Type 3 of ICC.1, which is how sRGB is written; others are not it. */
    private double parametric(int at, double value) {
        if (u16(at + 8) != 3) {
            return Double.NaN;
        }
        double gamma = fixed(at + 12);
        double linear = fixed(at + 24) * value;
        return value >= fixed(at + 28) ? Math.pow(fixed(at + 16) * value + fixed(at + 20), gamma) : linear;
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
