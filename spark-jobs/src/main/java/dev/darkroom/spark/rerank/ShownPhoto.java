package dev.darkroom.spark.rerank;

import dev.darkroom.core.port.RankWeight;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A photo that a search showed, with all that decides its place.
 *
 * @param relevance how well it matches the words
 * @param opened whether it was opened from there
 * @param current the rank that it has, 0 when it has none
 * @param proposed the rank that it would get
 * @param sortAt when it was taken, or else uploaded
 */
record ShownPhoto(String photo, double relevance, boolean opened, double current, double proposed, Instant sortAt) {
    private static final int PLACES = 10;

    /** Scores come from Elasticsearch as floats: what differs beyond their digits is equal. */
    private static final MathContext DIGITS = new MathContext(6);

    /** NDCG@10 of {@code shown}, put into the order in which search would show it if {@code rank} were its ranks. */
    static double ndcg(List<ShownPhoto> shown, RankWeight weight, ToDoubleFunction<ShownPhoto> rank) {
        Comparator<ShownPhoto> order = Comparator.comparing(
                        (ShownPhoto photo) -> photo.score(weight, rank.applyAsDouble(photo)))
                .thenComparing(ShownPhoto::sortAt)
                .reversed()
                .thenComparing(ShownPhoto::photo);
        return Ndcg.at(
                PLACES, shown.stream().sorted(order).map(ShownPhoto::opened).toList());
    }

    private BigDecimal score(RankWeight weight, double rank) {
        return new BigDecimal(relevance * weight.factor(rank)).round(DIGITS);
    }
}
