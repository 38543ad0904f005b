package dev.darkroom.imaging.jpeg;

/** The sides of a picture that fits into a square, to the pixel those that libvips gives. */
public record Fit(int width, int height) {
    /** Never larger than it is, never without a pixel. */
    public static Fit into(int side, int width, int height) {
        double shrink = Math.max(1.0, Math.max((double) width / side, (double) height / side));
        return new Fit(shrunk(width, shrink), shrunk(height, shrink));
    }

    /** The same for what a decoder has shrunk: of its last row and column, libvips counts only whole ones. */
    static Fit shrunkInto(int side, PlaneLayout decoded) {
        return into(side, Math.max(1, (int) decoded.extentAcross(0)), Math.max(1, (int) decoded.extentDown(0)));
    }

    private static int shrunk(int length, double shrink) {
        return Math.max(1, (int) (length * (1.0 / Math.min(shrink, length)) + 0.5));
    }
}
