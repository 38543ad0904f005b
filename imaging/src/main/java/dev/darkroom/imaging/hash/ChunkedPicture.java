package dev.darkroom.imaging.hash;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;

/** The chunks of a PNG or WebP that decide its pixels, fed to a digest. */
final class ChunkedPicture {
    private static final Set<String> PNG = Set.of("IHDR", "PLTE", "tRNS", "IDAT");
    private static final Set<String> WEBP = Set.of("VP8 ", "VP8L", "ALPH", "ANIM", "ANMF");

    private ChunkedPicture() {}

    /** Length, type, data, checksum; the image data may be cut into chunks anywhere. */
    static void png(byte[] file, MessageDigest digest) {
        ByteBuffer in = ByteBuffer.wrap(file);
        for (long at = 8; at + 12 <= file.length; ) {
            String type = type(file, (int) at + 4);
            int length = (int) Math.min(in.getInt((int) at) & 0xffffffffL, file.length - at - 8);
            if (PNG.contains(type)) {
                if (!type.equals("IDAT")) {
                    digest.update(file, (int) at, 8);
                }
                digest.update(file, (int) at + 8, length);
            }
            at += 12L + length;
        }
    }

    /** Type, length, data, padding to an even length. */
    static void webp(byte[] file, MessageDigest digest) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        for (long at = 12; at + 8 <= file.length; ) {
            String type = type(file, (int) at);
            int length = (int) Math.min(in.getInt((int) at + 4) & 0xffffffffL, file.length - at - 8);
            if (WEBP.contains(type)) {
                digest.update(file, (int) at, 8 + length);
            }
            at += 8L + length + (length & 1);
        }
    }

    private static String type(byte[] file, int at) {
        return new String(file, at, 4, StandardCharsets.ISO_8859_1);
    }
}
