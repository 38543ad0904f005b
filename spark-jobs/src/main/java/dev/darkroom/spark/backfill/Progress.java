package dev.darkroom.spark.backfill;

import dev.darkroom.core.transform.TransformId;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Tells a person what a run is about to do, in one line, and on a terminal how far it is. Counts what is committed: that is
 * what a run which dies now does not repeat.
 */
public final class Progress {
    private final PrintStream out;
    private final boolean terminal;
    private final InstantSource clock;
    private Instant begun = Instant.EPOCH;
    private long photos;

    Progress(PrintStream out, boolean terminal, InstantSource clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** On the standard error stream; whether that is a terminal, the launcher's script knows. */
    public static Progress onStandardError() {
        return new Progress(System.err, Boolean.getBoolean("darkroom.terminal"), InstantSource.system());
    }

    /** For those whom nobody watches. */
    public static Progress none() {
        return new Progress(new PrintStream(PrintStream.nullOutputStream()), false, InstantSource.system());
    }

    /** The work is known: {@code work} photos of the expected ones. */
    void planned(TransformId transform, Tally before, long work) {
        begun = clock.instant();
        photos = work;
        out.printf(
                Locale.ROOT,
                "backfill %s: %d photos to derive, %d of %d expected have an entry already%n",
                transform,
                work,
                before.settled(),
                before.expected());
    }

    /** Batches ran out of time, and have left so many photos. */
    void cutAnew(long left) {
        out.printf(
                Locale.ROOT,
                "%sbackfill: %d photos of batches that took too long are cut anew%n",
                terminal ? "\n" : "",
                left);
    }

    /** So many photos are committed. */
    void committed(long done) {
        if (!terminal || done == 0) {
            return;
        }
        double rate =
                done / Math.max(0.001, Duration.between(begun, clock.instant()).toMillis() / 1_000.0);
        long left = Math.round((photos - done) / rate);
        out.printf(
                Locale.ROOT,
                "\r  %d of %d, %d %%, %.1f photos/s, %d:%02d:%02d left ",
                done,
                photos,
                100 * done / Math.max(1, photos),
                rate,
                left / 3600,
                left / 60 % 60,
                left % 60);
    }

    /** Nothing more comes. */
    void ended() {
        if (terminal) {
            out.println();
        }
    }
}
