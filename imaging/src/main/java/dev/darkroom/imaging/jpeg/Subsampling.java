package dev.darkroom.imaging.jpeg;

import java.util.Arrays;
import java.util.Optional;

/** How many luma samples share one chroma sample, and libjpeg-turbo's number for it ({@code TJSAMP}). */
enum Subsampling {
    S444(0, 1, 1),
    S422(1, 2, 1),
    S420(2, 2, 2),
    GRAY(3, 1, 1),
    S440(4, 1, 2),
    S411(5, 4, 1),
    S441(6, 1, 4);

    private final int code;
    private final int across;
    private final int down;

    Subsampling(int code, int across, int down) {
        this.code = code;
        this.across = across;
        this.down = down;
    }

    static Optional<Subsampling> of(int code) {
        return Arrays.stream(values()).filter(value -> value.code == code).findFirst();
    }

    int code() {
        return code;
    }

    /** Luma samples side by side for one chroma sample. */
    int across() {
        return across;
    }

    /** Luma samples one below the other for one chroma sample. */
    int down() {
        return down;
    }

    /** Luma only, or luma and two of chroma. */
    int planes() {
        return this == GRAY ? 1 : 3;
    }
}
