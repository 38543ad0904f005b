package dev.darkroom.core.transform;

import java.time.Instant;
import java.util.Locale;

/**
 * A step that an upgrade has done, from which it goes on when it is run again.
 *
 * @param upgrade which upgrade of the transform's name it belongs to
 * @param stage what was done
 * @param detail JSON of what it found, for the steps after it and for people
 */
public record UpgradeStep(
        String upgrade, TransformId transform, Stage stage, String detail, String actor, Instant doneAt) {
    /** The longest detail that is kept. */
    public static final int MAX_DETAIL = 32 << 10;

    private static final int MAX_UPGRADE = 36;

    public UpgradeStep {
        if (!upgrade.matches("[0-9a-z-]{1," + MAX_UPGRADE + "}")) {
            throw new IllegalArgumentException("An upgrade is named by 1 to " + MAX_UPGRADE
                    + " lower-case letters, digits and dashes: '" + upgrade + "'");
        }
        if (detail.length() > MAX_DETAIL) {
            throw new IllegalArgumentException(
                    "The detail of a step must have at most " + MAX_DETAIL + " characters, not " + detail.length());
        }
    }

    /** What an upgrade does, in this order; the last one ends it early. */
    public enum Stage {
        /** The version is a shadow: new photos get it too. */
        SHADOW,
        /** The archive has it, and every photo is accounted for. */
        BACKFILLED,
        /** Its outputs were compared with those of the live version, and the measures taken that the watch compares with. */
        COMPARED,
        /** It is live. */
        FLIPPED,
        /** It was watched for as long as was asked, and nothing became worse. */
        WATCHED,
        /** The version before it is given up. */
        RETIRED,
        /** The version before it is live again. */
        ROLLED_BACK;

        /** The code as users see it: {@code rolled-back}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * The stage with this code.
         *
         * @throws IllegalArgumentException when there is none
         */
        public static Stage ofCode(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
