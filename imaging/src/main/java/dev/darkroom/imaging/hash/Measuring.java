package dev.darkroom.imaging.hash;

import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.core.photo.Measures;
import dev.darkroom.core.transform.TransformId;

/** Measures a photo: what is stored of its picture, and what its smallest rendition looks like. Thread-safe. */
public final class Measuring {
    /** Version of the measures; raised by people when the same file would measure differently. */
    public static final int VERSION = 1;

    private static final String DEFINITION =
            "pixel-hash=sha256-image-data;sharpness=laplacian-variance;tones=rec601,2,253;"
                    + "colourfulness=hasler-suesstrunk-m3;dominant=popularity-16,5,0.02,64;from=smallest-rendition";

    private static final TransformId ID = TransformId.of("measures", VERSION, DEFINITION);

    private Measuring() {}

    /** The id of all measures together. */
    public static TransformId id() {
        return ID;
    }

    /** Everything that decides the measures, as one canonical text. */
    public static String definition() {
        return DEFINITION;
    }

    /**
     * Measures one photo.
     *
     * @param smallest its smallest rendition
     * @param width of the upright original
     * @param height of the upright original
     */
    public static Measures of(ImageFormat format, byte[] file, Pixels smallest, int width, int height) {
        Tones tones = Tones.of(smallest);
        return new Measures(
                ID,
                PixelHash.of(format, file, smallest, width, height),
                Sharpness.of(smallest),
                tones.brightness(),
                tones.clippedShadows(),
                tones.clippedHighlights(),
                Colours.colourfulness(smallest),
                Colours.dominant(smallest));
    }
}
