package dev.darkroom.local.chaos;

import java.util.List;
import java.util.Locale;

/**
 * What became of a round.
 *
 * @param killed whether something was killed before the work had ended
 * @param tries how often the work was run until it was done
 * @param seconds of all of them
 * @param differences from undisturbed runs, counted in rows
 * @param faults in words, some of them
 */
record RoundResult(Round round, boolean killed, int tries, double seconds, long differences, List<String> faults) {
    RoundResult {
        faults = List.copyOf(faults);
    }

    /** The columns of {@link #line}. */
    static String header() {
        return String.format(
                "%-5s %-10s %-14s %7s %-7s %5s %8s  %s",
                "round", "work", "victim", "moment", "killed", "tries", "seconds", "equal");
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-5d %-10s %-14s %5.0f %% %-7s %5d %8.1f  %s",
                round.number(),
                round.work().code(),
                round.victim().code(),
                round.moment() * 100,
                killed ? "yes" : "no",
                tries,
                seconds,
                differences == 0 ? "yes" : differences + " DIFFERENT");
    }
}
