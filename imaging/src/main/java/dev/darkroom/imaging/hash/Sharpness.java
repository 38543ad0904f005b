package dev.darkroom.imaging.hash;

/**
 * How much fine detail a picture has: the variance of its Laplacian, on luma from 0 to 255. J. L. Pech-Pacheco et al.,
 * "Diatom autofocusing in brightfield microscopy: a comparative study" (ICPR 2000); LAPV in S. Pertuz et al., "Analysis of
 * focus measure operators for shape-from-focus" (2013). It orders pictures of one subject and size; it says little about
 * two different subjects.
 */
public final class Sharpness {
    private Sharpness() {}

    /** Zero for a picture without any detail. */
    public static double of(Pixels picture) {
        double[] luma = picture.luma();
        int width = picture.width();
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int y = 1; y < picture.height() - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int at = y * width + x;
                double laplacian = luma[at - 1] + luma[at + 1] + luma[at - width] + luma[at + width] - 4 * luma[at];
                sum += laplacian;
                squares += laplacian * laplacian;
                count++;
            }
        }
        return count == 0 ? 0 : Math.max(0, squares / count - sum / count * (sum / count));
    }
}
