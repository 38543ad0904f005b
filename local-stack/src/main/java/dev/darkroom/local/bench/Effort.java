package dev.darkroom.local.bench;

import dev.darkroom.local.client.SearchWatch;
import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param mixFiles the most files of the mix that are used
 * @param warmUp how many photos are sent before anything is measured, each file of the mix at least once: a JVM runs its
 *     hot paths at full speed only after some hundred
 * @param latency the timetable of the user whose photos are timed
 * @param throughput what is sent as fast as it is taken
 * @param raceWarmUp how many photos each side of the comparison with PutObject gets before it is timed
 * @param heats the comparisons with PutObject; the first one is the headline
 */
public record Effort(
        int mixFiles,
        int warmUp,
        Traffic.Plan latency,
        Traffic.Plan throughput,
        int raceWarmUp,
        List<PutRace.Heat> heats) {
    private static final Duration FIVE_PER_SECOND = Duration.ofMillis(200);
    private static final int TYPICAL_BYTES = 4_000_000;
    private static final int LARGE_BYTES = 20_000_000;
    /** As many uploads as ingest takes of one user at once. */
    private static final int PARALLEL = 8;
    /** Rejections are not expected, so the question for them, which costs most, is rarely asked. */
    private static final SearchWatch.Pace SHARP = new SearchWatch.Pace(Duration.ofMillis(50), Duration.ofSeconds(5));

    private static final SearchWatch.Pace CALM = new SearchWatch.Pace(Duration.ofMillis(250), Duration.ofSeconds(15));

    /** Some minutes, for figures to show. */
    public static final Effort FULL = of(120, 300, 300, 300, 2_400, 4, 20);

    /** About a minute, to see that it works. */
    public static final Effort QUICK = of(5, 5, 15, 12, 8, 1, 1);

    public Effort {
        heats = List.copyOf(heats);
    }

    private static Effort of(
            int mixFiles, int warmUp, int timed, int bulk, int raceWarmUp, int warmUpRounds, int rounds) {
        return new Effort(
                mixFiles,
                warmUp,
                new Traffic.Plan(timed, FIVE_PER_SECOND, PARALLEL, SHARP),
                asFastAsTaken(bulk),
                raceWarmUp,
                List.of(
                        new PutRace.Heat("4 MB, one at a time", TYPICAL_BYTES, 1, warmUpRounds, rounds),
                        new PutRace.Heat("20 MB, one at a time", LARGE_BYTES, 1, 1, (rounds + 1) / 2),
                        new PutRace.Heat("4 MB, 8 at a time", TYPICAL_BYTES, PARALLEL, 1, (rounds + 1) / 2)));
    }

    /** {@code count} photos, each as soon as there is room for it. */
    static Traffic.Plan asFastAsTaken(int count) {
        return new Traffic.Plan(count, Duration.ZERO, PARALLEL, CALM);
    }

    /** The timetable for {@code count} photos that are not counted. */
    Traffic.Plan uncounted(int count) {
        return new Traffic.Plan(count, FIVE_PER_SECOND, PARALLEL, SearchWatch.Pace.LIVELY);
    }

    /** The size of the photo that the headline compares. */
    long typicalBytes() {
        return heats.get(0).bytes();
    }
}
