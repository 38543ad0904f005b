package dev.darkroom.core.port;

import java.io.Serializable;

/**
 * How an archived object is to be made readable.
 *
 * @param days for how long, once it is: 1 to 30; the store keeps a second copy for that time, and charges for it
 */
public record Restore(int days, Tier tier) implements Serializable {
    private static final int MAX_DAYS = 30;

    public Restore {
        if (days < 1 || days > MAX_DAYS) {
            throw new IllegalArgumentException("A restore can last from 1 to " + MAX_DAYS + " days, not " + days);
        }
    }

    /** How soon, and for how much; the expedited tier is not for batches and the deepest archive has none. */
    public enum Tier {
        /** 5 to 12 hours from GLACIER, 48 from DEEP_ARCHIVE; the cheapest. */
        BULK,
        /** 3 to 5 hours from GLACIER, 12 from DEEP_ARCHIVE. */
        STANDARD
    }
}
