package dev.darkroom.imaging.codec;

/** Which bits of a BMP's pixel are which colour; a colour of any width becomes one of 8 bits. */
record BmpMasks(int red, int green, int blue, int alpha) {
    int bands() {
        return alpha == 0 ? 3 : 4;
    }

    void write(int pixel, byte[] out, int at) {
        out[at] = sample(pixel, red);
        out[at + 1] = sample(pixel, green);
        out[at + 2] = sample(pixel, blue);
        if (alpha != 0) {
            out[at + 3] = sample(pixel, alpha);
        }
    }

    private static byte sample(int pixel, int mask) {
        if (mask == 0) {
            return 0;
        }
        long value = (pixel & mask & 0xffffffffL) >>> Integer.numberOfTrailingZeros(mask);
        long most = (mask & 0xffffffffL) >>> Integer.numberOfTrailingZeros(mask);
        return (byte) ((value * 255 + most / 2) / most);
    }
}
