package dev.darkroom.imaging.quality;

/**
 * How near a picture is to what it should be.
 *
 * @param psnr over all samples of luma and 4:2:0 chroma, in dB
 * @param ssim structural similarity of luma, 1 at most
 */
public record Quality(double psnr, double ssim) {
    private static final double C1 = 0.01 * 0.01 * 255 * 255;
    private static final double C2 = 0.03 * 0.03 * 255 * 255;
    private static final int WINDOW = 8;
    private static final int STEP = 4;

    /**
     * How near {@code picture} is to {@code reference}.
     *
     * @throws IllegalArgumentException when their sides differ, or one is smaller than a window of SSIM, 8 by 8
     */
    public static Quality of(Planes picture, Planes reference) {
        if (picture.width() != reference.width()
                || picture.height() != reference.height()
                || Math.min(picture.width(), picture.height()) < WINDOW) {
            throw new IllegalArgumentException("Pictures of " + picture.sides() + " and " + reference.sides()
                    + " cannot be compared: equal sides of " + WINDOW + " pixels or more are needed");
        }
        double error = squares(picture.luma(), reference.luma())
                + squares(picture.blue(), reference.blue())
                + squares(picture.red(), reference.red());
        int samples = picture.luma().length + picture.blue().length + picture.red().length;
        return new Quality(10 * Math.log10(255 * 255 / Math.max(error / samples, 1e-9)), ssim(picture, reference));
    }

    private static double squares(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    /** The mean over squares of 8 by 8, each 4 beside the next. */
    private static double ssim(Planes a, Planes b) {
        double sum = 0;
        int windows = 0;
        for (int y = 0; y + WINDOW <= a.height(); y += STEP) {
            for (int x = 0; x + WINDOW <= a.width(); x += STEP) {
                sum += window(a, b, x, y);
                windows++;
            }
        }
        return sum / windows;
    }

    private static double window(Planes a, Planes b, int left, int top) {
        double sumA = 0;
        double sumB = 0;
        double squaresA = 0;
        double squaresB = 0;
        double products = 0;
        for (int y = top; y < top + WINDOW; y++) {
            for (int x = left; x < left + WINDOW; x++) {
                double one = a.luma()[y * a.width() + x];
                double other = b.luma()[y * a.width() + x];
                sumA += one;
                sumB += other;
                squaresA += one * one;
                squaresB += other * other;
                products += one * other;
            }
        }
        int n = WINDOW * WINDOW;
        double meanA = sumA / n;
        double meanB = sumB / n;
        double covariance = products / n - meanA * meanB;
        double variances = squaresA / n - meanA * meanA + squaresB / n - meanB * meanB;
        return (2 * meanA * meanB + C1)
                * (2 * covariance + C2)
                / ((meanA * meanA + meanB * meanB + C1) * (variances + C2));
    }
}
