package dev.darkroom.imaging.colour;

/**
 * From a sample to light, 1 being the white of a page. What high dynamic range has above it, up to 1,000 candelas per
 * square metre, is bent into the upper third, so that a bright sky keeps its clouds.
 */
final class TransferCurve {
    /** Candelas per square metre of a white page (ITU-R BT.2408). */
    private static final double WHITE = 203;

    private static final double PEAK = 1000;
    private static final double KNEE = 0.6;

    private TransferCurve() {}

    /** The light of sample {@code e}, both from 0 to 1. */
    static double light(int transfer, double e) {
        return switch (transfer) {
            case 4 -> Math.pow(e, 2.2);
            case 5 -> Math.pow(e, 2.8);
            case 8 -> e;
            case 16 -> bent(perceptualQuantizer(e) / WHITE);
            case 17 -> Math.pow(e, 2.6) * 52.37 / 48;
            case 18 -> bent(Math.pow(hybridLogGamma(e), 1.2) * PEAK / WHITE);
            default -> e <= 0.04045 ? e / 12.92 : Math.pow((e + 0.055) / 1.055, 2.4);
        };
    }

    /** Candelas per square metre (SMPTE ST 2084). */
    private static double perceptualQuantizer(double e) {
        double root = Math.pow(e, 1 / 78.84375);
        return 10_000 * Math.pow(Math.max(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root), 1 / 0.1593017578125);
    }

    /** Light of the scene, from 0 to 1 (ARIB STD-B67). */
    private static double hybridLogGamma(double e) {
        return e <= 0.5 ? e * e / 3 : (Math.exp((e - 0.55991073) / 0.17883277) + 0.28466892) / 12;
    }

    private static double bent(double light) {
        if (light <= KNEE) {
            return light;
        }
        double most = (PEAK / WHITE - KNEE) / (1 - KNEE);
        double above = Math.min((light - KNEE) / (1 - KNEE), most);
        return KNEE + (1 - KNEE) * above * (1 + above / (most * most)) / (1 + above);
    }
}
