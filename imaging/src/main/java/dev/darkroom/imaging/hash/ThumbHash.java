package dev.darkroom.imaging.hash;

/**
 * A placeholder of about 25 bytes that a browser draws as a blurred picture while the real one loads.
 *
 * <p>Ported from ThumbHash by Evan Wallace (MIT licence, github.com/evanw/thumbhash), the case without alpha: renditions
 * are opaque. Any published decoder reads it.
 */
public final class ThumbHash {
    private static final int MAX_SIDE = 100;
    private static final int LUMA_LIMIT = 7;

    private ThumbHash() {}

    /** The hash of {@code picture}, 15 to 25 bytes; larger pictures are fitted into 100 pixels first. */
    public static byte[] of(Pixels picture) {
        Pixels small = picture.fitInto(MAX_SIDE);
        int w = small.width();
        int h = small.height();
        float[] luma = new float[w * h];
        float[] yellowBlue = new float[w * h];
        float[] redGreen = new float[w * h];
        for (int i = 0; i < w * h; i++) {
            float r = (small.rgb()[3 * i] & 0xff) / 255f;
            float g = (small.rgb()[3 * i + 1] & 0xff) / 255f;
            float b = (small.rgb()[3 * i + 2] & 0xff) / 255f;
            luma[i] = (r + g + b) / 3;
            yellowBlue[i] = (r + g) / 2 - b;
            redGreen[i] = r - g;
        }
        float longSide = Math.max(w, h);
        int lx = Math.max(1, Math.round(LUMA_LIMIT * w / longSide));
        int ly = Math.max(1, Math.round(LUMA_LIMIT * h / longSide));
        return pack(
                w > h ? 1 << 15 | ly : lx,
                ThumbHashChannel.of(Math.max(3, lx), Math.max(3, ly), w, h, luma),
                ThumbHashChannel.of(3, 3, w, h, yellowBlue),
                ThumbHashChannel.of(3, 3, w, h, redGreen));
    }

    private static byte[] pack(int shape, ThumbHashChannel l, ThumbHashChannel p, ThumbHashChannel q) {
        int first = Math.round(63 * l.constant())
                | Math.round(31.5f + 31.5f * p.constant()) << 6
                | Math.round(31.5f + 31.5f * q.constant()) << 12
                | Math.round(31 * l.scale()) << 18;
        int second = shape | Math.round(63 * p.scale()) << 3 | Math.round(63 * q.scale()) << 9;
        byte[] hash = new byte[5 + (l.count() + p.count() + q.count() + 1) / 2];
        hash[0] = (byte) first;
        hash[1] = (byte) (first >> 8);
        hash[2] = (byte) (first >> 16);
        hash[3] = (byte) second;
        hash[4] = (byte) (second >> 8);
        int nibble = l.writeTo(hash, 10);
        nibble = p.writeTo(hash, nibble);
        q.writeTo(hash, nibble);
        return hash;
    }
}
