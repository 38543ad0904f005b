package dev.darkroom.imaging.jpeg;

/**
 * One size of a photo.
 *
 * @param width in pixels
 * @param height in pixels
 * @param jpeg the whole file; not copied, and not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record JpegLevel(int width, int height, byte[] jpeg) {}
