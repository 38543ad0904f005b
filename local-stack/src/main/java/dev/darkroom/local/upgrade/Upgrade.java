package dev.darkroom.local.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.UpgradeStep.Stage;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.upgrade.Control.Version;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the archive, and then everybody who looks at it, to another version of a transform, step by step. Every step
 * can be repeated and is kept before the next one begins, so an upgrade that dies is simply run again.
 */
final class Upgrade {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Control control;
    private final Preparation preparation;
    private final Monitor monitor;
    private final Watch watch;
    private final PrintStream told;
    private final long start = System.nanoTime();

    Upgrade(Control control, Jobs jobs, Monitor monitor, Watch watch, PrintStream told) {
        this.control = control;
        this.preparation = new Preparation(jobs);
        this.monitor = monitor;
        this.watch = watch;
        this.told = told;
    }

    /** Goes on with the upgrade to {@code target} from where it is, or begins one. */
    UpgradeResult run(Version target, UpgradeOptions options) throws StackException, IOException, InterruptedException {
        Journal journal = journal(target);
        if (!journal.has(Stage.SHADOW)) {
            journal.done(Stage.SHADOW, Map.of("live", live().map(Version::id).orElse("")));
            told.println("shadow      " + target.id() + ": new photos get it, too");
        }
        if (!journal.has(Stage.FLIPPED) && !isLive(target)) {
            Optional<UpgradeResult> stopped = prepare(journal, options);
            if (stopped.isPresent()) {
                return stopped.get();
            }
        }
        if (!journal.has(Stage.COMPARED)) {
            throw new StackException(target.id() + " was promoted by another command before it was compared:"
                    + " ./darkroom upgrade rollback ends this upgrade");
        }
        if (!journal.has(Stage.FLIPPED)) {
            flip(journal);
        }
        if (!journal.has(Stage.WATCHED)) {
            Optional<String> worse = watched(journal, target, options);
            if (worse.isPresent()) {
                return rolledBack(journal, worse.get());
            }
        }
        if (!isLive(target)) {
            journal.done(Stage.ROLLED_BACK, Map.of("reason", "by another command"));
            return result(journal, "rolled-back", "Another version is live: it was rolled back by another command");
        }
        return options.retire()
                ? retired(journal)
                : result(
                        journal,
                        "live",
                        "The way back stays open: ./darkroom upgrade rollback; to give it up: ./darkroom upgrade "
                                + target.id() + " --retire");
    }

    /** Undoes the flip, or gives the shadow up when there was none yet. */
    UpgradeResult rollback() throws StackException, InterruptedException {
        Journal journal = Journal.newest(control)
                .filter(open -> !open.isClosed())
                .orElseThrow(() -> new StackException("No upgrade is under way, and none can be rolled back:"
                        + " ./darkroom transforms list shows what is live"));
        return rolledBack(journal, "asked for");
    }

    private UpgradeResult rolledBack(Journal journal, String reason) throws StackException, InterruptedException {
        String id = journal.transform().toString();
        boolean flipped = versions(TransformState.LIVE)
                .map(Version::id)
                .filter(id::equals)
                .isPresent();
        if (flipped) {
            control.rollback();
        } else {
            control.retire(id);
        }
        journal.done(Stage.ROLLED_BACK, Map.of("reason", reason));
        String done = flipped ? "the version before is live again, and this one a shadow" : "the shadow is given up";
        told.println("rolled back " + done);
        return result(journal, "rolled-back", reason + "; " + done);
    }

    private Journal journal(Version target) throws StackException, InterruptedException {
        Optional<Journal> open = Journal.newest(control).filter(newest -> !newest.isClosed());
        if (open.isEmpty()) {
            if (isLive(target)) {
                throw new StackException(target.id() + " is live already, and no upgrade to it is under way");
            }
            return Journal.begin(control, TransformId.parse(target.id()));
        }
        String other = open.get().transform().toString();
        if (!other.equals(target.id())) {
            throw new StackException("An upgrade to " + other + " is under way ("
                    + open.get().last().code()
                    + "): finish it with ./darkroom upgrade " + other
                    + " --retire, or end it with ./darkroom upgrade rollback");
        }
        told.println("going on    after " + open.get().last().code());
        return open.get();
    }

    /** All that comes before the flip; a result when it is not to be made. */
    private Optional<UpgradeResult> prepare(Journal journal, UpgradeOptions options)
            throws StackException, IOException, InterruptedException {
        // Proven again when it was proven before: it reads nothing then, and the archive may have gone on since.
        JsonNode proof = preparation.backfill(journal.transform(), options.cold());
        Optional<String> gap = Preparation.gap(proof);
        if (gap.isPresent()) {
            return Optional.of(result(journal, "incomplete", gap.get() + "; run the same command again to go on"));
        }
        Optional<String> cold = Preparation.cold(proof, options.cold());
        if (cold.isPresent()) {
            return Optional.of(result(journal, "cold", cold.get()));
        }
        journal.done(Stage.BACKFILLED, proof);
        long failed = sum(proof.path("failed"));
        told.println("backfilled  " + proof.path("expected").asLong() + " photos = "
                + proof.path("done").asLong() + " done + " + failed + " failed + " + sum(proof.path("excluded"))
                + " excluded");
        if (failed > options.maxFailed()) {
            return Optional.of(result(
                    journal,
                    "refused",
                    failed + " photos failed " + proof.path("failed") + ", --max-failed allows " + options.maxFailed()
                            + "; they would go on being shown by the old version. Allow more, or ./darkroom upgrade"
                            + " rollback"));
        }
        return journal.has(Stage.COMPARED) ? Optional.empty() : compared(journal, options);
    }

    private Optional<UpgradeResult> compared(Journal journal, UpgradeOptions options)
            throws StackException, IOException, InterruptedException {
        JsonNode found = preparation.compare(journal.transform(), options);
        Optional<String> refusal = Preparation.refusal(found);
        if (refusal.isPresent()) {
            return Optional.of(result(journal, "refused", refusal.get()));
        }
        journal.done(Stage.COMPARED, Map.of("compare", Preparation.summary(found), "before", look()));
        return Optional.empty();
    }

    private void flip(Journal journal) throws StackException, InterruptedException {
        control.promote(journal.transform().toString());
        journal.done(Stage.FLIPPED, Map.of());
        told.println("flipped     " + journal.transform() + " is live");
    }

    private Optional<String> watched(Journal journal, Version target, UpgradeOptions options)
            throws StackException, InterruptedException {
        Instant end = journal.doneAt(Stage.FLIPPED).plus(options.watch());
        told.println("watching    until " + end.truncatedTo(ChronoUnit.SECONDS)
                + "; ./darkroom upgrade rollback takes it back");
        Vitals before = JSON.convertValue(journal.detail(Stage.COMPARED).path("before"), Vitals.class);
        Optional<String> worse = watch.until(end, before, options.liveLimit(), () -> isLive(target));
        if (worse.isEmpty() && isLive(target)) {
            journal.done(Stage.WATCHED, Map.of("seconds", options.watch().toSeconds()));
        }
        return worse;
    }

    private UpgradeResult retired(Journal journal) throws StackException, InterruptedException {
        String old =
                journal.detail(Stage.COMPARED).path("compare").path("against").asText();
        control.retire(old);
        journal.done(Stage.RETIRED, Map.of("transform", old));
        told.println("retired     " + old);
        return result(journal, "done", old + " is retired");
    }

    private Vitals look() throws StackException, InterruptedException {
        try {
            return monitor.look();
        } catch (IOException e) {
            throw new StackException(
                    "The metrics that a flip is watched by cannot be read (" + e + "): is the whole stack up?"
                            + " ./darkroom up --detach",
                    e);
        }
    }

    private boolean isLive(Version target) throws StackException, InterruptedException {
        return live().map(Version::id).filter(target.id()::equals).isPresent();
    }

    private Optional<Version> live() throws StackException, InterruptedException {
        return versions(TransformState.LIVE);
    }

    private Optional<Version> versions(TransformState state) throws StackException, InterruptedException {
        return control.versions().stream()
                .filter(version -> version.state() == state)
                .findFirst();
    }

    private UpgradeResult result(Journal journal, String state, String reason) {
        return UpgradeResult.of(
                journal,
                state,
                reason,
                Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000.0);
    }

    private static long sum(JsonNode counts) {
        long sum = 0;
        for (JsonNode count : counts) {
            sum += count.asLong();
        }
        return sum;
    }
}
