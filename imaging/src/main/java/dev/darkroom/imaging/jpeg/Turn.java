package dev.darkroom.imaging.jpeg;

/**
 * How stored pixels become upright, as EXIF numbers it: first mirrored or put upside down or both, then transposed.
 *
 * @param mirrored left becomes right
 * @param upsideDown top becomes bottom
 * @param transposed rows become columns, after the others
 */
record Turn(boolean mirrored, boolean upsideDown, boolean transposed) {
    static final Turn NONE = new Turn(false, false, false);

    /** The meaning of EXIF's orientation, 1 to 8; of any other number none. */
    static Turn ofExif(int orientation) {
        return switch (orientation) {
            case 2 -> new Turn(true, false, false);
            case 3 -> new Turn(true, true, false);
            case 4 -> new Turn(false, true, false);
            case 5 -> new Turn(false, false, true);
            case 6 -> new Turn(false, true, true);
            case 7 -> new Turn(true, true, true);
            case 8 -> new Turn(true, false, true);
            default -> NONE;
        };
    }
}
