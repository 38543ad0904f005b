package dev.darkroom.core.photo;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.transform.TransformId;
import java.util.List;

/**
 * What was measured in a photo's picture, to find equal photos and to rank similar ones.
 *
 * @param transform the measuring, which says how each figure is defined
 * @param pixelHash the same for files whose picture is stored in the same bits, whatever their metadata
 * @param sharpness grows with fine detail; compare photos of one subject
 * @param brightness mean luma, 0 (black) to 1 (white)
 * @param clippedShadows share of pixels that are black, 0 to 1
 * @param clippedHighlights share of pixels that are white, 0 to 1
 * @param colourfulness 0 for grey, about 50 for a colourful photo, over 100 for an extreme one
 * @param dominantColours as 0xRRGGBB, the commonest first
 */
public record Measures(
        TransformId transform,
        ContentHash pixelHash,
        double sharpness,
        double brightness,
        double clippedShadows,
        double clippedHighlights,
        double colourfulness,
        List<Integer> dominantColours) {
    public Measures {
        if (!(sharpness >= 0 && colourfulness >= 0)) {
            throw new IllegalArgumentException(
                    "Sharpness and colourfulness must not be negative: " + sharpness + ", " + colourfulness);
        }
        if (!isShare(brightness) || !isShare(clippedShadows) || !isShare(clippedHighlights)) {
            throw new IllegalArgumentException("Brightness and clipped shares must lie in [0, 1]: " + brightness + ", "
                    + clippedShadows + ", " + clippedHighlights);
        }
        if (dominantColours.stream().anyMatch(rgb -> rgb < 0 || rgb > 0xffffff)) {
            throw new IllegalArgumentException("Dominant colours must be 0xRRGGBB: " + dominantColours);
        }
        dominantColours = List.copyOf(dominantColours);
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1;
    }
}
