package dev.darkroom.imaging.colour;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** Writes the profile (ICC.1:2001-04, a matrix and a curve) of colours that are given by numbers. */
public final class IccProfile {
    private static final int CURVE_POINTS = 1024;
    private static final int TAGS = 8;
    private static final int HEADER_BYTES = 128;
    private static final int TEXT_BYTES = 104;
    private static final int XYZ_BYTES = 20;
    private static final int CURVE_BYTES = 12 + 2 * CURVE_POINTS;

    private IccProfile() {}

    /** That of Adobe RGB (1998). */
    public static byte[] adobeRgb() {
        Primaries primaries = new Primaries(0.64, 0.33, 0.21, 0.71, 0.15, 0.06, 0.3127, 0.329);
        return write("Adobe RGB", primaries, sample -> Math.pow(sample, 563 / 256.0));
    }

    /** The profile, or nothing where none is needed, because the colours are those of sRGB. */
    public static Optional<byte[]> of(Cicp colours) {
        if (colours.isSrgb()) {
            return Optional.empty();
        }
        Primaries primaries =
                Primaries.of(colours.primaries()).or(() -> Primaries.of(1)).orElseThrow();
        String name = "H.273 " + colours.primaries() + "/" + colours.transfer();
        return Optional.of(write(name, primaries, sample -> TransferCurve.light(colours.transfer(), sample)));
    }

    private static byte[] write(String name, Primaries primaries, DoubleUnaryOperator light) {
        int text = HEADER_BYTES + 4 + 12 * TAGS;
        int xyz = text + TEXT_BYTES;
        int curve = xyz + 4 * XYZ_BYTES;
        ByteBuffer out = ByteBuffer.allocate(curve + CURVE_BYTES);
        header(out);
        out.position(HEADER_BYTES);
        out.putInt(TAGS);
        tag(out, "desc", text, TEXT_BYTES);
        tag(out, "wtpt", xyz, XYZ_BYTES);
        tag(out, "rXYZ", xyz + XYZ_BYTES, XYZ_BYTES);
        tag(out, "gXYZ", xyz + 2 * XYZ_BYTES, XYZ_BYTES);
        tag(out, "bXYZ", xyz + 3 * XYZ_BYTES, XYZ_BYTES);
        tag(out, "rTRC", curve, CURVE_BYTES);
        tag(out, "gTRC", curve, CURVE_BYTES);
        tag(out, "bTRC", curve, CURVE_BYTES);
        description(out.position(text), name);
        double[][] matrix = primaries.toD50();
        out.position(xyz);
        xyz(out, 0.96422, 1, 0.82521);
        for (int colour = 0; colour < 3; colour++) {
            xyz(out, matrix[0][colour], matrix[1][colour], matrix[2][colour]);
        }
        ascii(out, "curv").putInt(0).putInt(CURVE_POINTS);
        for (int i = 0; i < CURVE_POINTS; i++) {
            double share = light.applyAsDouble(i / (CURVE_POINTS - 1.0));
            out.putShort((short) Math.round(65_535 * Math.min(1, Math.max(0, share))));
        }
        return out.array();
    }

    private static void header(ByteBuffer out) {
        out.putInt(out.capacity()).putInt(0).putInt(0x02400000);
        ascii(out, "mntrRGB XYZ ");
        out.putShort((short) 2000)
                .putShort((short) 1)
                .putShort((short) 1)
                .putShort((short) 0)
                .putInt(0);
        ascii(out, "acsp");
        // The light that the matrix is for; the rest of the header is zero.
        out.position(68);
        out.putInt(fixed(0.96422)).putInt(fixed(1)).putInt(fixed(0.82521));
    }

    private static void tag(ByteBuffer out, String name, int at, int bytes) {
        ascii(out, name).putInt(at).putInt(bytes);
    }

    private static void description(ByteBuffer out, String text) {
        ascii(out, "desc").putInt(0).putInt(text.length() + 1);
        ascii(out, text);
    }

    private static void xyz(ByteBuffer out, double x, double y, double z) {
        ascii(out, "XYZ ").putInt(0).putInt(fixed(x)).putInt(fixed(y)).putInt(fixed(z));
    }

    private static int fixed(double value) {
        return (int) Math.round(value * 65_536);
    }

    private static ByteBuffer ascii(ByteBuffer out, String text) {
        return out.put(text.getBytes(StandardCharsets.US_ASCII));
    }
}
