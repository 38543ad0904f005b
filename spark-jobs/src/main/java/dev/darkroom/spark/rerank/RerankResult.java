package dev.darkroom.spark.rerank;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a run found and did; printed as one JSON line.
 *
 * @param outcome whether ranks were written, and why not
 * @param now the moment at which ages were measured
 * @param photos completed photos that were ranked
 * @param searches recorded searches that judged
 * @param ndcgCurrent mean NDCG@10 of those with the ranks that photos have
 * @param ndcgNew the same with the new ranks
 * @param changed photos whose new rank differs from the one that they have; only these are written
 * @param gone how many of them were deleted meanwhile
 */
public record RerankResult(
        @JsonProperty("job") String job,
        @JsonProperty("outcome") Outcome outcome,
        @JsonProperty("now") String now,
        @JsonProperty("photos") long photos,
        @JsonProperty("searches") long searches,
        @JsonProperty("ndcg_current") double ndcgCurrent,
        @JsonProperty("ndcg_new") double ndcgNew,
        @JsonProperty("changed") long changed,
        @JsonProperty("gone") long gone,
        @JsonProperty("seconds") double seconds) {
    /** How a run ends. */
    public enum Outcome {
        @JsonProperty("written")
        WRITTEN,
        /** It would be, but for {@code --dry-run}. */
        @JsonProperty("dry-run")
        DRY_RUN,
        /** Refused: there is too little to judge by. */
        @JsonProperty("too-few-searches")
        TOO_FEW_SEARCHES,
        /** Refused: what was opened would come later than it does. */
        @JsonProperty("worse")
        WORSE;

        public boolean isRefusal() {
            return this == TOO_FEW_SEARCHES || this == WORSE;
        }
    }

    /** Why nothing was written, for the person who asked; what to do is {@code --help}'s. */
    public String refusal(int minSearches) {
        return outcome == Outcome.WORSE
                ? String.format(
                        "Refused: NDCG@10 over %d recorded searches would be %.6f and is %.6f. Nothing was written;"
                                + " try other weights",
                        searches, ndcgNew, ndcgCurrent)
                : String.format(
                        "Refused: %d recorded searches are too few to judge by, %d are asked for (NDCG@10 would be %.6f"
                                + " and is %.6f). Nothing was written; wait for more, lower --min-searches, or --force",
                        searches, minSearches, ndcgNew, ndcgCurrent);
    }
}
