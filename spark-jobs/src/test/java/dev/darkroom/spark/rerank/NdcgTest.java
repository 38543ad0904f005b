package dev.darkroom.spark.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.core.port.RankWeight;
import dev.darkroom.spark.rerank.RerankResult.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Gains computed by hand: a place is worth 1, 1/log2(3) = 0.63093, 1/log2(4) = 0.5, 1/log2(5) = 0.43068, ... */
final class NdcgTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void itIsOneWhenAllThatWasOpenedComesFirst() {
        assertThat(Ndcg.at(10, List.of(true))).isEqualTo(1);
        assertThat(Ndcg.at(10, List.of(true, true, false))).isEqualTo(1);
    }

    @Test
    void itFallsWithThePlaceOfWhatWasOpened() {
        assertThat(Ndcg.at(10, List.of(false, true))).isCloseTo(0.63093, within(1e-5));
        assertThat(Ndcg.at(10, List.of(false, false, true))).isCloseTo(0.5, within(1e-12));
        // (0.63093 + 0.43068) / (1 + 0.63093)
        assertThat(Ndcg.at(10, List.of(false, true, false, true))).isCloseTo(0.65092, within(1e-5));
    }

    @Test
    void onlyTheFirstPlacesCount() {
        List<Boolean> last =
                IntStream.range(0, 11).mapToObj(place -> place == 10).toList();
        assertThat(Ndcg.at(10, last)).isZero();
        assertThat(Ndcg.at(11, last)).isCloseTo(1 / 3.58496, within(1e-5));
        assertThat(Ndcg.at(10, List.of())).isZero();
        // Of eleven that were opened, ten can be among the first ten.
        assertThat(Ndcg.at(10, IntStream.range(0, 11).mapToObj(place -> true).toList()))
                .isEqualTo(1);
    }

    @Test
    void photosAreOrderedAsASearchWould() {
        List<ShownPhoto> shown = List.of(
                new ShownPhoto("a", 1.0, false, 0.5, 0.0, NOON),
                new ShownPhoto("b", 1.0, true, 0.0, 0.5, NOON),
                new ShownPhoto("c", 1.2, false, 0.0, 0.0, NOON));

        // By today's ranks: a 1.25, c 1.2, b 1.0; by the new ones: b 1.25, c 1.2, a 1.0.
        assertThat(ShownPhoto.ndcg(shown, new RankWeight(0.5), ShownPhoto::current))
                .isCloseTo(0.5, within(1e-12));
        assertThat(ShownPhoto.ndcg(shown, new RankWeight(0.5), ShownPhoto::proposed))
                .isEqualTo(1);
        // Without weight c is first, then a and b are alike.
        assertThat(ShownPhoto.ndcg(shown, new RankWeight(0), ShownPhoto::proposed))
                .isCloseTo(0.5, within(1e-12));
    }

    @Test
    void amongEqualsTheNewestComesFirstAndAFloatsNoiseIsNoDifference() {
        ShownPhoto older = new ShownPhoto("a", 1.0000001, false, 0, 0, NOON.minusSeconds(1));
        ShownPhoto newer = new ShownPhoto("b", 1.0, true, 0, 0, NOON);

        assertThat(ShownPhoto.ndcg(List.of(older, newer), RankWeight.DEFAULT, ShownPhoto::current))
                .isEqualTo(1);
    }

    @Test
    void onlyAWorseRankingOrTooLittleEvidenceIsRefused() {
        assertThat(new Evidence(30, 0.5, 0.5).verdict(30, false)).isEqualTo(Outcome.WRITTEN);
        assertThat(new Evidence(30, 0.5, 0.499999).verdict(30, false)).isEqualTo(Outcome.WORSE);
        assertThat(new Evidence(30, 0.5, 0.4).verdict(30, true)).as("by force").isEqualTo(Outcome.WORSE);
        assertThat(new Evidence(29, 0.5, 0.6).verdict(30, false)).isEqualTo(Outcome.TOO_FEW_SEARCHES);
        assertThat(new Evidence(0, 0, 0).verdict(30, true)).isEqualTo(Outcome.WRITTEN);
    }
}
