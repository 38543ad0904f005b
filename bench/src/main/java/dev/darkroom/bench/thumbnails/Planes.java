package dev.darkroom.bench.thumbnails;

/**
 * A picture in YCbCr with 4:2:0 chroma: what a JPEG encoder gets.
 *
 * @param luma {@code width * height} samples
 * @param blue half as many each way, rounded up
 * @param red likewise
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Planes(int width, int height, float[] luma, float[] blue, float[] red) {}
