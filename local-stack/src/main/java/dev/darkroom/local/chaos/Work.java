package dev.darkroom.local.chaos;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What is disturbed. */
public enum Work {
    LAKE_SYNC("lake-sync", 12, true),
    BACKFILL("backfill", 15, true),
    MAINTAIN("maintain", 15, true),
    REINDEX("reindex", 10, true),
    FLIP("flip", 1.5, false);

    private final String code;
    private final double usualSeconds;
    private final boolean runsOnSpark;

    Work(String code, double usualSeconds, boolean runsOnSpark) {
        this.code = code;
        this.usualSeconds = usualSeconds;
        this.runsOnSpark = runsOnSpark;
    }

    /** As a person writes it. */
    public String code() {
        return code;
    }

    /** How long it takes, until that is known of this machine. */
    double usualSeconds() {
        return usualSeconds;
    }

    /** Whether it can be killed in this process. */
    boolean has(Victim victim) {
        return victim != Victim.EXECUTOR || runsOnSpark;
    }

    /** The work that a person has named. */
    public static Work ofCode(String code) {
        return Arrays.stream(values())
                .filter(work -> work.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + code + "' is none of "
                        + Arrays.stream(values()).map(Work::code).collect(Collectors.joining(", "))));
    }
}
