package dev.darkroom.core.photo;

import java.util.Locale;

/** Where a photo stands on its walk; the enum of the {@code processing_status} column. */
public enum PhotoStatus {
    /** The original is durable and waits to be developed. */
    PENDING,
    /** Every live transform has its derivation. */
    COMPLETED,
    /** The photo was rejected; its row says why. */
    FAILED,
    /** A tombstone: everything is gone but the id and the version, so that late events stay harmless. */
    DELETED;

    /** The lower-case name, as stored. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The status with this {@link #code()}.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static PhotoStatus ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
