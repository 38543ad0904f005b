package dev.darkroom.spark.reindex;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a rebuild did; printed as one JSON line.
 *
 * @param index the index that serves now
 * @param previous the one that it replaced, which is kept until {@code --drop-old}
 * @param copied documents of the copy
 * @param caughtUp photos that changed meanwhile, each counted in every round that saw it change
 * @param rounds how often the catalogue was asked for them
 * @param pausedSeconds how long changes, and nothing else, had to wait at the end
 */
public record ReindexResult(
        @JsonProperty("job") String job,
        @JsonProperty("index") String index,
        @JsonProperty("previous") String previous,
        @JsonProperty("copied") long copied,
        @JsonProperty("caught_up") long caughtUp,
        @JsonProperty("rounds") int rounds,
        @JsonProperty("paused_seconds") double pausedSeconds,
        @JsonProperty("seconds") double seconds) {}
