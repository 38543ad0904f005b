package dev.darkroom.local.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.local.client.AdminClient;
import dev.darkroom.local.client.SearchWatch;
import dev.darkroom.local.client.Session;
import dev.darkroom.local.client.Tally;
import dev.darkroom.local.process.Pause;
import dev.darkroom.local.process.Site;
import dev.darkroom.local.process.SparkJob;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Home;
import dev.darkroom.local.stack.LocalStack;
import dev.darkroom.local.stack.Watcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long live uploads take to become searchable while a backfill goes over the whole archive, and while none does, in
 * turn on one stack. Both times, the stream develops the new version of the recipe as well: the backfill is all that differs.
 */
public final class IsolationBench {
    private static final String USER = "bench";
    private static final Duration JOB_START = Duration.ofMinutes(5);
    private static final Duration JOB_END = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalStack stack;
    private final Amount amount;
    private final Watcher watcher;

    public IsolationBench(LocalStack stack, Amount amount, Watcher watcher) {
        this.stack = stack;
        this.amount = amount;
        this.watcher = watcher;
    }

    /**
     * Starts the stack, fills it with copies of the largest JPEG among {@code files}, and measures with more of them.
     *
     * @throws StackException also when a backfill ended before the uploads beside it
     */
    public IsolationReport run(List<Path> files) throws StackException, IOException, InterruptedException {
        Path jpeg = Archive.fill(stack, watcher, files, amount.photos);
        Path folder = stack.data().resolve("bench");
        Traffic traffic = new Traffic(Session.of(stack, USER).client(), new UniquePhotos(folder));
        AdminClient admin = AdminClient.of(stack, USER);
        Tally idle = new Tally();
        Tally busy = new Tally();
        long derived = 0;
        double seconds = 0;
        for (int round = 1; round <= amount.rounds; round++) {
            String recipe = "sizes = 1200, 600\nformat = webp\nquality = " + (80 - round) + "\n";
            String version =
                    admin.register("renditions", recipe).path("transform").asText();
            watcher.note("Round " + round + ": until the stream develops " + version + " as well ...");
            complete(traffic.send(List.of(jpeg), timetable(amount.warmUp)));
            if (round % 2 == 1) {
                idle.addAll(alone(traffic, jpeg));
            }
            Beside beside = beside(traffic, jpeg, version, folder.resolve("backfill-" + round + ".log"));
            busy.addAll(beside.tally);
            derived += beside.derived;
            seconds += beside.seconds;
            if (round % 2 == 0) {
                idle.addAll(alone(traffic, jpeg));
            }
            admin.move(version, "retired");
        }
        return new IsolationReport(amount.photos, idle, busy, derived / seconds);
    }

    private Tally alone(Traffic traffic, Path jpeg) throws StackException, IOException, InterruptedException {
        watcher.note("Timing " + amount.timed + " uploads, nothing else running ...");
        return complete(traffic.send(List.of(jpeg), timetable(amount.timed)));
    }

    private Beside beside(Traffic traffic, Path jpeg, String version, Path log)
            throws StackException, IOException, InterruptedException {
        watcher.note("Timing " + amount.timed + " uploads, a backfill running ...");
        Site site = new Site(Home.find(), stack.data(), Map.of(), stack.environment());
        Process backfill =
                new SparkJob(site).start(List.of("backfill", "--transform=" + version), List.of(), Map.of(), log);
        Thread stop = new Thread(backfill::destroy, "stop-backfill");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            if (!Pause.until(JOB_START, () -> said(log).contains(" photos to derive") || !backfill.isAlive())) {
                throw new StackException(
                        "The backfill has not begun after " + JOB_START.toSeconds() + " s: " + said(log));
            }
            long begun = System.nanoTime();
            Tally tally = complete(traffic.send(List.of(jpeg), timetable(amount.timed)));
            double seconds = (System.nanoTime() - begun) / 1e9;
            if (!backfill.isAlive()) {
                throw new StackException("The backfill ended before the uploads beside it, so they say nothing: measure"
                        + " with more --photos than " + amount.photos + ". It said: " + said(log));
            }
            backfill.destroy();
            if (!backfill.waitFor(JOB_END.toSeconds(), TimeUnit.SECONDS)) {
                throw new StackException("The backfill does not end: process " + backfill.pid());
            }
            String said = said(log);
            String last = said.substring(said.lastIndexOf(System.lineSeparator()) + 1);
            if (!last.startsWith("{")) {
                throw new StackException("The backfill failed: " + said);
            }
            return new Beside(tally, JSON.readTree(last).path("done").asLong(), seconds);
        } finally {
            backfill.destroyForcibly();
        }
    }

    private static String said(Path log) {
        try {
            return Files.readString(log).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + log, e);
        }
    }

    private Traffic.Plan timetable(int count) {
        return new Traffic.Plan(count, amount.every, 8, SearchWatch.Pace.LIVELY);
    }

    private static Tally complete(Traffic.Seen seen) throws StackException {
        Tally tally = seen.tally();
        if (tally.failed() + tally.rejected() + tally.duplicates() > 0) {
            throw new StackException("Not all uploads became searchable:\n" + tally.table());
        }
        return tally;
    }

    /**
     * How much is measured.
     *
     * @param photos the archive that the backfill goes over
     * @param warmUp uploads that are not counted, in each round
     * @param timed uploads that are, alone and beside a backfill, in each round
     * @param every the distance between them
     */
    public record Amount(int photos, int rounds, int warmUp, int timed, Duration every) {
        public Amount {
            if (photos < 1 || rounds < 1 || warmUp < 1 || timed < 1) {
                throw new IllegalArgumentException("--photos, --rounds and --uploads must be at least 1: " + photos
                        + ", " + rounds + ", " + timed);
            }
        }
    }

    private record Beside(Tally tally, long derived, double seconds) {}
}
