package dev.darkroom.imaging.colour;

/**
 * Colours by number: coding-independent code points (ITU-T H.273), as HEIC and AVIF carry them in place of a profile.
 *
 * @param primaries which red, green and blue: 1 those of sRGB, 9 BT.2020, 12 Display P3
 * @param transfer which curve: 13 that of sRGB, 8 none, 16 PQ, 18 HLG
 */
public record Cicp(int primaries, int transfer) {
    private static final int UNSPECIFIED = 2;

    /** Whether these are the colours that a file without any word on them has, as far as an eye can tell. */
    public boolean isSrgb() {
        boolean sameCurve = switch (transfer) {
            case 1, UNSPECIFIED, 6, 13, 14, 15 -> true;
            default -> false;
        };
        return sameCurve
                && (primaries == 1
                        || primaries == UNSPECIFIED
                        || Primaries.of(primaries).isEmpty());
    }
}
