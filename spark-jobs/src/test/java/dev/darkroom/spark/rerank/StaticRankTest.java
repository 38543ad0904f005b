package dev.darkroom.spark.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.spark.rerank.Signals.Quality;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ranks computed by hand. */
final class StaticRankTest {
    private static final RankWeights WEIGHTS = new RankWeights(0.2, 365, 0.4, 60, 3, 0.2, 500, 0.1, 0.1, 40, 0.5);
    private static final Quality MIDDLING = new Quality(500, 0.5, 0, 40);

    @Test
    void eachHalfLifeLeavesHalfAndTheFutureIsNew() {
        assertThat(StaticRank.left(0, 60)).isEqualTo(1);
        assertThat(StaticRank.left(60, 60)).isEqualTo(0.5);
        assertThat(StaticRank.left(180, 60)).isEqualTo(0.125);
        assertThat(StaticRank.left(-5, 60)).isEqualTo(1);
        assertThat(StaticRank.left(1e9, 0.001)).isZero();
    }

    @Test
    void saturationIsHalfAtHalfAndNeverOne() {
        assertThat(StaticRank.saturated(0, 3)).isZero();
        assertThat(StaticRank.saturated(3, 3)).isEqualTo(0.5);
        assertThat(StaticRank.saturated(9, 3)).isEqualTo(0.75);
    }

    @Test
    void exposureIsBestInTheMiddleWithNothingClipped() {
        assertThat(StaticRank.exposure(new Quality(0, 0.5, 0, 0))).isEqualTo(1);
        assertThat(StaticRank.exposure(new Quality(0, 0.3, 0.25, 0))).isCloseTo(0.75 * 0.8, within(1e-12));
        assertThat(StaticRank.exposure(new Quality(0, 0.5, 1.2, 0))).isZero();
    }

    @Test
    void theRankIsTheWeightedMeanOfItsPartsInHundredths() {
        // 0.2 * 0.5 + 0.4 * 0.5 + 0.2 * 0.5 + 0.1 * 1 + 0.1 * 0.5
        assertThat(StaticRank.of(new Signals(365, 3, Optional.of(MIDDLING), false), WEIGHTS))
                .isEqualTo(0.55);
        // 0.2 * 1 + 0.4 * 0 + (0.2 + 0.1 + 0.1) * 0.5
        assertThat(StaticRank.of(new Signals(0, 0, Optional.empty(), false), WEIGHTS))
                .isEqualTo(0.4);
        RankWeights threefold = new RankWeights(0.6, 365, 1.2, 60, 3, 0.6, 500, 0.3, 0.3, 40, 0.5);
        assertThat(StaticRank.of(new Signals(365, 3, Optional.of(MIDDLING), false), threefold))
                .as("weights count relative to each other")
                .isEqualTo(0.55);
    }

    @Test
    void whatIsNotTheBestShotLosesItsShare() {
        assertThat(StaticRank.of(new Signals(0, 0, Optional.empty(), true), WEIGHTS))
                .isEqualTo(0.2);
        RankWeights hiding = new RankWeights(1, 365, 0, 60, 3, 0, 500, 0, 0, 40, 1);
        assertThat(StaticRank.of(new Signals(0, 9, Optional.of(MIDDLING), true), hiding))
                .isZero();
        assertThat(StaticRank.of(new Signals(0, 9, Optional.of(MIDDLING), false), hiding))
                .isEqualTo(1);
    }
}
