package dev.darkroom.imaging.hash;

/**
 * How a picture is exposed, from its luma (Rec. 601).
 *
 * @param brightness mean luma, 0 to 1
 * @param clippedShadows share of pixels that are as good as black, where no detail is left
 * @param clippedHighlights share of pixels that are as good as white
 */
public record Tones(double brightness, double clippedShadows, double clippedHighlights) {
    private static final double BLACK = 2;
    private static final double WHITE = 253;

    /** The tones of {@code picture}. */
    public static Tones of(Pixels picture) {
        double sum = 0;
        int dark = 0;
        int bright = 0;
        double[] luma = picture.luma();
        for (double value : luma) {
            sum += value;
            dark += value <= BLACK ? 1 : 0;
            bright += value >= WHITE ? 1 : 0;
        }
        double count = luma.length;
        return new Tones(Math.min(1, sum / count / 255), dark / count, bright / count);
    }
}
