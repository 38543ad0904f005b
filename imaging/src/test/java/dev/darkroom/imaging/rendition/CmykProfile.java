package dev.darkroom.imaging.rendition;

import dev.darkroom.imaging.Bytes;

/** A printer's profile as no printer has it: cyan ink looks red, so that it shows whether the profile was used. */
final class CmykProfile {
    private static final int TABLE = 256;

    private CmykProfile() {}

    /** ICC v2, from CMYK to Lab by a table of two points for each ink (lut8Type), and, as every printer's has it, back. */
    static byte[] inkThatLooksRed() {
        Bytes lut = new Bytes().text("mft1").be32(0).u8(4, 3, 2, 0);
        for (int i = 0; i < 9; i++) {
            lut.be32(i % 4 == 0 ? 0x10000 : 0);
        }
        for (int ink = 0; ink < 4; ink++) {
            ramp(lut);
        }
        for (int corner = 0; corner < 16; corner++) {
            boolean cyan = corner >= 8;
            boolean black = (corner & 1) == 1;
            // L* 0 to 100 and a*, b* -128 to 127 as bytes; black is dark, cyan red, all else white.
            int lightness = cyan ? 135 : 255;
            boolean red = cyan && !black;
            lut.u8(black ? 0 : lightness, red ? 128 + 75 : 128, red ? 128 + 60 : 128);
        }
        for (int band = 0; band < 3; band++) {
            ramp(lut);
        }
        byte[] table = lut.toArray();
        byte[] back = back();
        int start = 128 + 4 + 2 * 12;
        return new Bytes()
                .be32(start + (long) table.length + back.length)
                .zeros(4)
                .be32(0x02400000)
                .text("prtrCMYKLab ")
                .zeros(12)
                .text("acsp")
                .zeros(28)
                .be32(0xf6d6)
                .be32(0x10000)
                .be32(0xd32d)
                .zeros(128 - 80)
                .be32(2)
                .text("A2B0")
                .be32(start)
                .be32(table.length)
                .text("B2A0")
                .be32(start + (long) table.length)
                .be32(back.length)
                .raw(table)
                .raw(back)
                .toArray();
    }

    /** No ink for any colour: nothing here is printed. */
    private static byte[] back() {
        Bytes lut = new Bytes().text("mft1").be32(0).u8(3, 4, 2, 0);
        for (int i = 0; i < 9; i++) {
            lut.be32(i % 4 == 0 ? 0x10000 : 0);
        }
        for (int band = 0; band < 3; band++) {
            ramp(lut);
        }
        lut.zeros(8 * 4);
        for (int ink = 0; ink < 4; ink++) {
            ramp(lut);
        }
        return lut.toArray();
    }

    private static void ramp(Bytes out) {
        for (int i = 0; i < TABLE; i++) {
            out.u8(i);
        }
    }
}
