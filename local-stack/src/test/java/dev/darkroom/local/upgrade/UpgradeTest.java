package dev.darkroom.local.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.transform.TransformState;
import dev.darkroom.local.process.SparkJob.Ran;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.upgrade.UpgradeOptions.Cold;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The order of the steps, what stops it, and that it may die anywhere. */
final class UpgradeTest {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

    private final MemoryControl control = new MemoryControl("old");
    private final List<String> jobs = new ArrayList<>();
    private final List<String> restores = new ArrayList<>();
    private int missing = 40;
    private int failed;
    private int frozen;
    private boolean bounded;
    private int gate;
    private int dying;
    private Vitals now = Vitals.NONE;

    @Test
    void anUpgradeBackfillsUntilARunFindsNothingAndThenFlips() throws Exception {
        UpgradeResult result = upgrade("new", options(0, false));

        assertThat(result.state()).isEqualTo("live");
        assertThat(result.steps().keySet()).containsExactly("shadow", "backfilled", "compared", "flipped", "watched");
        assertThat(jobs).containsExactly("backfill read 40", "backfill read 0", "compare");
        assertThat(result.backfill().path("done").asInt()).isEqualTo(40);
        assertThat(result.compare().path("report").asText()).isEqualTo("report.html");
        assertThat(control.state("new")).isEqualTo(TransformState.LIVE);
        assertThat(control.state("old")).as("the way back").isEqualTo(TransformState.SHADOW);

        UpgradeResult retired = upgrade("new", options(0, true));

        assertThat(retired.state()).isEqualTo("done");
        assertThat(control.state("old")).isEqualTo(TransformState.RETIRED);
        assertThat(jobs).hasSize(3);
    }

    @Test
    void killedBeforeOrAfterAnyChangeItIsRunAgainAndDoesNothingTwice() throws Exception {
        int deaths = 0;
        for (boolean after : new boolean[] {false, true}) {
            for (int call = 1; call <= 10; call++) {
                UpgradeTest life = new UpgradeTest();
                life.control.dieAt(call, after);
                try {
                    life.upgrade("new", options(0, true));
                } catch (MemoryControl.Killed e) {
                    deaths++;
                }
                life.control.live();

                if (life.control.steps().stream()
                        .noneMatch(step -> step.stage().code().equals("retired"))) {
                    assertThat(life.upgrade("new", options(0, true)).state()).isEqualTo("done");
                }

                assertThat(life.control.state("new")).isEqualTo(TransformState.LIVE);
                assertThat(life.control.state("old")).isEqualTo(TransformState.RETIRED);
                assertThat(life.jobs.stream().filter("backfill read 40"::equals))
                        .hasSize(1);
                assertThat(life.control.steps().stream()
                                .map(step -> step.upgrade())
                                .distinct())
                        .as("one upgrade, going on")
                        .hasSize(1);
            }
        }
        assertThat(deaths).as("every change").isEqualTo(2 * 9);
    }

    @Test
    void moreFailuresThanAllowedDoNotFlipAndAllowingThemGoesOn() throws Exception {
        failed = 3;

        UpgradeResult refused = upgrade("new", options(2, false));

        assertThat(refused.state()).isEqualTo("refused");
        assertThat(refused.reason()).contains("3 photos failed").contains("--max-failed allows 2");
        assertThat(refused.isGood()).isFalse();
        assertThat(control.state("new")).isEqualTo(TransformState.SHADOW);
        assertThat(upgrade("new", options(3, false)).state()).isEqualTo("live");
    }

    @Test
    void originalsInTheArchiveStopItUntilSomebodySaysWhatToDo() throws Exception {
        frozen = 2;

        UpgradeResult stopped = upgrade("new", options(0, false));

        assertThat(stopped.state()).isEqualTo("cold");
        assertThat(stopped.isGood()).isFalse();
        assertThat(stopped.reason())
                .startsWith("2 originals lie in the archive")
                .contains("--restore", "--leave-cold");
        assertThat(control.state("new")).isEqualTo(TransformState.SHADOW);
        assertThat(restores).as("it costs money").isEmpty();

        Cold restored = new Cold(Optional.of(3), false);
        UpgradeResult waits = upgrade("new", options(0, restored, false));

        assertThat(waits.state()).isEqualTo("cold");
        assertThat(waits.reason()).startsWith("2 originals are being restored").contains("run the same command again");
        assertThat(restores).containsOnly("--restore=3");
        frozen = 0;
        assertThat(upgrade("new", options(0, restored, false)).state()).isEqualTo("live");

        UpgradeTest other = new UpgradeTest();
        other.frozen = 2;
        assertThat(other.upgrade("new", options(0, new Cold(Optional.empty(), true), false))
                        .state())
                .isEqualTo("live");
        assertThatThrownBy(() -> new Cold(Optional.of(3), true)).hasMessageContaining("give one");
    }

    @Test
    void whatRemainsToBeDerivedIsSaidAndTheNextRunGoesOn() throws Exception {
        bounded = true;

        UpgradeResult incomplete = upgrade("new", options(0, false));

        assertThat(incomplete.state()).isEqualTo("incomplete");
        assertThat(incomplete.reason()).contains("30 remain").contains("run the same command again");
        bounded = false;
        assertThat(upgrade("new", options(0, false)).state()).isEqualTo("live");
        assertThat(jobs).startsWith("backfill read 10", "backfill read 30");
    }

    @Test
    void aJobThatDiesWithoutAResultIsTriedAgainTwice() throws Exception {
        dying = 2;
        assertThat(upgrade("new", options(0, false)).state()).isEqualTo("live");

        UpgradeTest other = new UpgradeTest();
        other.dying = 3;
        assertThatThrownBy(() -> other.upgrade("new", options(0, false)))
                .hasMessageContaining("The job backfill failed: see above");
    }

    @Test
    void aGateThatRefusesNamesTheReportAndFlipsNothing() throws Exception {
        gate = 1;

        UpgradeResult refused = upgrade("new", options(0, false));

        assertThat(refused.state()).isEqualTo("refused");
        assertThat(refused.reason())
                .contains("Gate min-psnr refuses 30, which must be at least 35")
                .contains("look at report.html");
        assertThat(control.state("old")).isEqualTo(TransformState.LIVE);
    }

    @Test
    void whatBecomesWorseAfterTheFlipIsRolledBack() throws Exception {
        Monitor worse = () -> control.state("new") == TransformState.LIVE
                ? new Vitals(1_000, 200, Map.of(), 0, 0, 0, 0)
                : new Vitals(500, 0, Map.of(), 0, 0, 0, 0);

        UpgradeResult result = machine(worse).run(control.register("new"), options(0, true));

        assertThat(result.state()).isEqualTo("rolled-back");
        assertThat(result.reason()).contains("40.0 % of requests fail, 0.0 % did before");
        assertThat(control.state("old")).isEqualTo(TransformState.LIVE);
        assertThat(control.state("new")).isEqualTo(TransformState.SHADOW);
    }

    @Test
    void aFlipThatSomebodyElseTakesBackIsNotForcedAgain() throws Exception {
        Monitor tampering = () -> {
            if (control.state("new") == TransformState.LIVE) {
                control.rollback();
            }
            return now;
        };

        UpgradeResult result = machine(tampering)
                .run(
                        control.register("new"),
                        new UpgradeOptions(
                                0,
                                Cold.REFUSED,
                                5,
                                Optional.empty(),
                                0.9,
                                Duration.ofHours(1),
                                Duration.ofSeconds(9),
                                true));

        assertThat(result.state()).isEqualTo("rolled-back");
        assertThat(control.state("old")).isEqualTo(TransformState.LIVE);
    }

    @Test
    void rollbackGivesAShadowUpAndSwapsALiveVersionBack() throws Exception {
        gate = 1;
        upgrade("new", options(0, false));
        assertThat(machine(() -> now).rollback().state()).isEqualTo("rolled-back");
        assertThat(control.state("new")).isEqualTo(TransformState.RETIRED);

        gate = 0;
        upgrade("new", options(0, false));
        machine(() -> now).rollback();
        assertThat(control.state("old")).isEqualTo(TransformState.LIVE);
        assertThat(control.state("new")).isEqualTo(TransformState.SHADOW);
        assertThatThrownBy(() -> machine(() -> now).rollback()).hasMessageContaining("No upgrade is under way");
    }

    @Test
    void anotherUpgradeWaitsUntilTheOneUnderWayIsFinishedOrEnded() throws Exception {
        upgrade("new", options(0, false));

        assertThatThrownBy(() -> machine(() -> now)
                        .run(
                                new Control.Version(MemoryControl.id("newer"), TransformState.SHADOW, "newer"),
                                options(0, false)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("An upgrade to " + MemoryControl.id("new") + " is under way (watched)");
        upgrade("new", options(0, true));
        assertThatThrownBy(() -> upgrade("new", options(0, false))).hasMessageContaining("is live already");
    }

    @Test
    void whenTheMetricsCannotBeReadNothingIsFlipped() throws Exception {
        Monitor away = () -> {
            throw new IOException("connection refused");
        };

        assertThatThrownBy(() -> machine(away).run(control.register("new"), options(0, false)))
                .hasMessageContaining("./darkroom up --detach");
        assertThat(control.state("old")).isEqualTo(TransformState.LIVE);
    }

    @Test
    void whoeverGoesSilentAfterTheFlipIsRolledBackAndAHiccupIsNot() throws Exception {
        int[] silent = {3};
        Monitor hiccup = () -> {
            if (control.state("new") == TransformState.LIVE && silent[0]-- > 0) {
                throw new IOException("connection refused");
            }
            return now;
        };
        assertThat(machine(hiccup)
                        .run(control.register("new"), options(0, false))
                        .state())
                .isEqualTo("live");
        machine(hiccup).rollback();

        silent[0] = Integer.MAX_VALUE;
        UpgradeResult gone = machine(hiccup).run(control.register("new"), options(0, false));
        assertThat(gone.state()).isEqualTo("rolled-back");
        assertThat(gone.reason()).contains("do not answer (connection refused)");
    }

    private UpgradeResult upgrade(String recipe, UpgradeOptions options) throws Exception {
        return machine(() -> now).run(control.register(recipe), options);
    }

    private Upgrade machine(Monitor monitor) {
        return new Upgrade(
                control,
                this::job,
                monitor,
                new Watch(monitor, Clock.systemUTC(), Duration.ofMillis(1), NOWHERE),
                NOWHERE);
    }

    private static UpgradeOptions options(long maxFailed, boolean retire) {
        return options(maxFailed, Cold.REFUSED, retire);
    }

    private static UpgradeOptions options(long maxFailed, Cold cold, boolean retire) {
        return new UpgradeOptions(
                maxFailed, cold, 5, Optional.empty(), 0.9, Duration.ZERO, Duration.ofSeconds(10), retire);
    }

    /** An archive of 40 photos, whose ledger outlives whoever runs the job. */
    private Ran job(List<String> arguments) {
        if (dying > 0) {
            dying--;
            return new Ran(1, "report         somewhere");
        }
        if (arguments.get(0).equals("compare")) {
            jobs.add("compare");
            return new Ran(
                    gate,
                    "{\"against\":\"" + MemoryControl.id("old") + "\",\"gates\":[{\"gate\":\"min-psnr\",\"least\":35,"
                            + "\"value\":\"30\",\"passed\":" + (gate == 0) + "}],\"report\":\"report.html\"}");
        }
        restores.addAll(arguments.stream()
                .filter(argument -> argument.startsWith("--restore"))
                .toList());
        int read = bounded ? Math.min(10, missing) : missing;
        missing -= read;
        jobs.add("backfill read " + read);
        return new Ran(
                0,
                "{\"state\":\"" + (missing == 0 ? "complete" : "partial") + "\",\"expected\":40,\"done\":"
                        + (40 - missing - failed - frozen) + ",\"failed\":{\"corrupt\":" + failed
                        + "},\"excluded\":{\"needs-restore\":" + frozen + "},\"remaining\":" + missing
                        + ",\"unaccounted\":0,\"objects_read\":" + read
                        + "}");
    }
}
