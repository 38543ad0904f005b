package dev.darkroom.imaging.hash;

import java.util.Arrays;

/**
 * One channel of a thumbhash in frequencies.
 *
 * @param constant the mean
 * @param scale the largest amplitude
 * @param varying amplitudes mapped to 0 to 1, one for each frequency in the triangle
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ThumbHashChannel(float constant, float scale, float[] varying) {
    /** The frequencies below the diagonal of an {@code nx} by {@code ny} DCT of a {@code w} by {@code h} channel. */
    static ThumbHashChannel of(int nx, int ny, int w, int h, float[] channel) {
        float constant = 0;
        float scale = 0;
        float[] varying = new float[nx * ny];
        int count = 0;
        float[] fx = new float[w];
        for (int cy = 0; cy < ny; cy++) {
            for (int cx = 0; cx * ny < nx * (ny - cy); cx++) {
                for (int x = 0; x < w; x++) {
                    fx[x] = (float) StrictMath.cos(Math.PI / w * cx * (x + 0.5f));
                }
                float f = 0;
                for (int y = 0; y < h; y++) {
                    float fy = (float) StrictMath.cos(Math.PI / h * cy * (y + 0.5f));
                    for (int x = 0; x < w; x++) {
                        f += channel[x + y * w] * fx[x] * fy;
                    }
                }
                // A picture of so few pixels has no such frequency: what the cosine gives is an alias of its mean.
                f = cx < w && cy < h ? f / (w * h) : 0;
                if (cx == 0 && cy == 0) {
                    constant = f;
                } else {
                    varying[count++] = f;
                    scale = Math.max(scale, Math.abs(f));
                }
            }
        }
        varying = Arrays.copyOf(varying, count);
        for (int i = 0; scale > 0 && i < count; i++) {
            varying[i] = 0.5f + 0.5f / scale * varying[i];
        }
        return new ThumbHashChannel(constant, scale, varying);
    }

    int count() {
        return varying.length;
    }

    /** Writes four bits for each frequency from {@code nibble} on; returns the next free nibble. */
    int writeTo(byte[] hash, int nibble) {
        for (float value : varying) {
            hash[nibble >> 1] |= (byte) (Math.round(15 * value) << ((nibble & 1) << 2));
            nibble++;
        }
        return nibble;
    }
}
