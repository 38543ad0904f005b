package dev.darkroom.core.error;

import java.util.Locale;

/** Why there is no output of a transform; the closed list of codes of rejections and of the ledger. */
public enum Reason {
    /** The bytes are not an image format that Darkroom reads. */
    UNSUPPORTED_FORMAT,
    /** The format is known, but the library that reads it is not on this machine. */
    CODEC_UNAVAILABLE,
    /** The file ends before the image does. */
    TRUNCATED,
    /** The image data contradicts itself. */
    CORRUPT,
    /** The file has more bytes than the limit. */
    TOO_MANY_BYTES,
    /** The image has more pixels than the limit. */
    TOO_MANY_PIXELS,
    /** One side is longer than the limit. */
    SIDE_TOO_LONG,
    /** An animation or document has more frames or pages than the limit. */
    TOO_MANY_FRAMES,
    /** Colour profile, EXIF or XMP are larger than the limit. */
    METADATA_TOO_LARGE,
    /** Decoding took longer than the deadline. */
    DECODE_TIMEOUT,
    /** The decoder failed in a way that it did not explain. */
    DECODER_FAILED,
    /** The decoder died on it, repeatedly. */
    DECODER_CRASHED,
    /** The original is not where its row says. */
    ORIGINAL_MISSING,
    /** The original's bytes are not the ones that were uploaded. */
    CHECKSUM_MISMATCH,
    /** The original lies in the archive and would have to be restored first. */
    NEEDS_RESTORE,
    /** The photo was deleted meanwhile. */
    DELETED;

    /** The code as users see it: {@code too-many-pixels}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The reason with this code.
     *
     * @throws IllegalArgumentException when no reason has it
     */
    public static Reason ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
