package dev.darkroom.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PlanTest {
    private static final List<Work> ALL = Arrays.asList(Work.values());

    /** Every work with every victim, but for executors of a flip, which is no job of Spark. */
    private static final int PAIRS = Work.values().length * Victim.values().length - 1;

    @Test
    void theSameSeedMeansTheSameRounds() {
        assertThat(Plan.of(7, 50, ALL)).isEqualTo(Plan.of(7, 50, ALL)).isNotEqualTo(Plan.of(8, 50, ALL));
    }

    @Test
    void fewerRoundsAreTheFirstOfMore() {
        assertThat(Plan.of(7, 50, ALL)).startsWith(Plan.of(7, 5, ALL).toArray(Round[]::new));
    }

    @Test
    void everyPairComesOnceBeforeAnyComesAgain() {
        List<Round> plan = Plan.of(7, 2 * PAIRS, ALL);

        assertThat(pairs(plan.subList(0, PAIRS))).hasSize(PAIRS);
        assertThat(pairs(plan.subList(PAIRS, 2 * PAIRS))).hasSize(PAIRS);
    }

    @Test
    void momentsLieWithinTheWork() {
        assertThat(Plan.of(7, 1_000, ALL))
                .allSatisfy(round -> assertThat(round.moment()).isBetween(0.1, 1.0));
    }

    @Test
    void onlyWhatWasAskedForIsDisturbed() {
        assertThat(Plan.of(7, 30, List.of(Work.FLIP, Work.FLIP)))
                .allMatch(round -> round.work() == Work.FLIP && round.victim() != Victim.EXECUTOR);
        assertThatThrownBy(() -> Plan.of(7, 30, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Set<String> pairs(List<Round> rounds) {
        return rounds.stream().map(round -> round.work() + " " + round.victim()).collect(Collectors.toSet());
    }
}
