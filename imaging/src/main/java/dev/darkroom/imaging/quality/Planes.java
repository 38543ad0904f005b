package dev.darkroom.imaging.quality;

/**
 * A picture in YCbCr with 4:2:0 chroma: what a JPEG encoder gets.
 *
 * @param luma {@code width * height} samples
 * @param blue half as many each way, rounded up
 * @param red likewise
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Planes(int width, int height, float[] luma, float[] blue, float[] red) {
    /** Red, green and blue of 0 to 255, pixel by pixel, in JFIF's colours; chroma is the mean of each four. */
    public static Planes ofRgb(float[] rgb, int width, int height) {
        int columns = (width + 1) / 2;
        int rows = (height + 1) / 2;
        float[] luma = new float[width * height];
        float[] blue = new float[columns * rows];
        float[] red = new float[columns * rows];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = 3 * (y * width + x);
                int half = y / 2 * columns + x / 2;
                // The last column and row of odd sides stand for themselves.
                float share =
                        (x == width - 1 && width % 2 == 1 ? 1 : 0.5f) * (y == height - 1 && height % 2 == 1 ? 1 : 0.5f);
                luma[y * width + x] = 0.299f * rgb[at] + 0.587f * rgb[at + 1] + 0.114f * rgb[at + 2];
                blue[half] += share * (128 - 0.168736f * rgb[at] - 0.331264f * rgb[at + 1] + 0.5f * rgb[at + 2]);
                red[half] += share * (128 + 0.5f * rgb[at] - 0.418688f * rgb[at + 1] - 0.081312f * rgb[at + 2]);
            }
        }
        return new Planes(width, height, luma, blue, red);
    }

    /** Such as {@code 1200x900}. */
    public String sides() {
        return width + "x" + height;
    }
}
