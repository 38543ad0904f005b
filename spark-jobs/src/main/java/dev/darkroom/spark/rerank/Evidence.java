package dev.darkroom.spark.rerank;

/**
 * How two rankings do on recorded searches that neither has learned from.
 *
 * @param searches how many of them there are
 * @param current mean NDCG@10 with the ranks that photos have, 0 when there is no search
 * @param proposed the same with the ranks that they would get
 */
record Evidence(long searches, double current, double proposed) {
    /** What follows from this when {@code least} searches are asked for, unless it is to be {@code forced}. */
    RerankResult.Outcome verdict(long least, boolean forced) {
        if (searches < least) {
            return forced ? RerankResult.Outcome.WRITTEN : RerankResult.Outcome.TOO_FEW_SEARCHES;
        }
        return proposed < current ? RerankResult.Outcome.WORSE : RerankResult.Outcome.WRITTEN;
    }
}
