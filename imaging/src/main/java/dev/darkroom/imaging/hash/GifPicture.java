package dev.darkroom.imaging.hash;

import java.security.MessageDigest;

/** The blocks of a GIF that decide its pixels, fed to a digest. */
final class GifPicture {
    private static final int HEADER = 6;
    private static final int SCREEN = 7;
    private static final int IMAGE = 0x2c;
    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xf9;

    private final byte[] file;
    private final MessageDigest digest;

    GifPicture(byte[] file, MessageDigest digest) {
        this.file = file;
        this.digest = digest;
    }

    void digest() {
        int at = take(HEADER, SCREEN + colours(HEADER + 4));
        while (at < file.length) {
            if (u8(at) == IMAGE) {
                int head = 10 + colours(at + 9) + 1;
                at = take(at, head);
                at = take(at, blocksEnd(at) - at);
            } else if (u8(at) == EXTENSION && u8(at + 1) == GRAPHIC_CONTROL) {
                at = take(at, blocksEnd(at + 2) - at);
            } else if (u8(at) == EXTENSION) {
                at = blocksEnd(at + 2);
            } else {
                return;
            }
        }
    }

    /** Bytes of the colour table that the flags at {@code at} announce. */
    private int colours(int at) {
        int flags = u8(at);
        return (flags & 0x80) == 0 ? 0 : 6 << (flags & 7);
    }

    private int blocksEnd(int at) {
        int end = at;
        while (u8(end) != 0) {
            end += 1 + u8(end);
        }
        return Math.min(file.length, end + 1);
    }

    private int take(int at, int length) {
        int end = Math.min(file.length, at + length);
        digest.update(file, Math.min(at, end), Math.max(0, end - at));
        return end;
    }

    /** Behind the end there are zeros, which end every list of blocks. */
    private int u8(int at) {
        return at < file.length ? file[at] & 0xff : 0;
    }
}
