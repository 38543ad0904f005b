package dev.darkroom.imaging.look;

import dev.darkroom.core.transform.TransformId;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Properties;
import java.util.TreeSet;

/**
 * What decides a look; as data, so that a change of it is a new transform, and two of them live side by side.
 *
 * @param luma how many coefficients of brightness are kept, the lowest frequencies first
 * @param chroma likewise, of each of the two colours
 * @param chromaWeight how much a difference of colour counts beside one of brightness
 */
public record LookDefinition(int luma, int chroma, double chromaWeight) {
    /** The name of this transform. */
    public static final String NAME = "look";

    /** Version of the code; raised by people when it makes other vectors of the same definition. */
    public static final int VERSION = 1;

    /** Colours vary about half as much as brightness in photographs, and are to count as much. */
    public static final LookDefinition DEFAULT = new LookDefinition(21, 6, 2);

    private static final double MAX_WEIGHT = 100;

    public LookDefinition {
        if (luma < 1 || luma > ColourLayout.COEFFICIENTS) {
            throw new IllegalArgumentException("luma must lie in [1, " + ColourLayout.COEFFICIENTS + "]: " + luma);
        }
        if (chroma < 0 || chroma > ColourLayout.COEFFICIENTS) {
            throw new IllegalArgumentException("chroma must lie in [0, " + ColourLayout.COEFFICIENTS + "]: " + chroma);
        }
        if (!(chromaWeight > 0 && chromaWeight <= MAX_WEIGHT)) {
            throw new IllegalArgumentException("chroma-weight must lie in (0, 100]: " + chromaWeight);
        }
    }

    /**
     * The definition in {@code text}, a properties file; {@code chroma} and {@code chroma-weight} may be left out:
     *
     * <pre>
     * luma = 21
     * chroma = 6
     * chroma-weight = 2
     * </pre>
     *
     * @throws IllegalArgumentException when it does not describe one, with what to change
     */
    public static LookDefinition parse(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new IllegalStateException("Memory needs no input", e);
        }
        TreeSet<String> unread = new TreeSet<>(properties.stringPropertyNames());
        LookDefinition read = new LookDefinition(
                whole("luma", take(properties, unread, "luma", "")),
                whole("chroma", take(properties, unread, "chroma", String.valueOf(DEFAULT.chroma))),
                number("chroma-weight", take(properties, unread, "chroma-weight", plain(DEFAULT.chromaWeight))));
        if (!unread.isEmpty()) {
            throw new IllegalArgumentException("No look has " + unread + "; the keys are luma, chroma, chroma-weight");
        }
        return read;
    }

    /** The text of this; {@link #parse} makes an equal one of it, and equal ones have equal texts. */
    public String text() {
        return "luma=" + luma + "\nchroma=" + chroma + "\nchroma-weight=" + plain(chromaWeight) + "\n";
    }

    /** How many numbers the vectors have. */
    public int dimensions() {
        return 1 + luma + 2 * chroma;
    }

    /** {@code look@1+digest}. */
    public TransformId id() {
        return TransformId.of(
                NAME,
                VERSION,
                "colour-layout;from=proxy;grid=8x8,area-mean;colour=ycbcr;dct=orthonormal;order=zigzag;bias="
                        + plain(ColourLayout.BIAS) + ";luma=" + luma + ";chroma=" + chroma + ";chroma-weight="
                        + plain(chromaWeight) + ";length=1");
    }

    private static String take(Properties properties, TreeSet<String> unread, String key, String otherwise) {
        unread.remove(key);
        return properties.getProperty(key, otherwise).strip();
    }

    private static int whole(String key, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " must be a whole number: '" + text + "'", e);
        }
    }

    private static double number(String key, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " must be a number: '" + text + "'", e);
        }
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
