package dev.darkroom.spark.rerank;

import dev.darkroom.core.id.UserId;
import dev.darkroom.core.port.RankWeight;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The inputs of {@link RerankJob}.
 *
 * @param environment endpoints and credentials, as in {@code DATA/env}, and the weight of ranks in searches
 * @param owner whose photos are ranked, by that user's searches and views; everybody's when empty
 * @param now the moment at which ages are measured; what happened after it is left out
 * @param minSearches how many recorded searches a comparison needs
 * @param force whether to write with fewer, too
 * @param perSecond photos whose rank has changed and is told to the stores, in a second at most
 */
public record RerankOptions(
        Map<String, String> environment,
        Optional<UserId> owner,
        RankWeights weights,
        Instant now,
        boolean dryRun,
        int minSearches,
        boolean force,
        int perSecond) {
    public RerankOptions {
        environment = Map.copyOf(environment);
        if (minSearches < 1 || minSearches > 1_000_000) {
            throw new IllegalArgumentException("--min-searches must lie in [1, 1000000]: " + minSearches);
        }
        if (perSecond < 1 || perSecond > 100_000) {
            throw new IllegalArgumentException("--per-second must lie in [1, 100000]: " + perSecond);
        }
        RankWeight.from(environment);
    }

    /**
     * The weights in {@code file}, or else those that come with this release.
     *
     * @throws IllegalArgumentException when they cannot be used
     */
    public static RankWeights weights(Optional<Path> file) {
        return file.map(WeightsFile::read).orElseGet(WeightsFile::packaged);
    }

    RankWeight rankWeight() {
        return RankWeight.from(environment);
    }
}
