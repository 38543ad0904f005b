package dev.darkroom.local.chaos;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What all rounds came to; printed as one JSON line.
 *
 * @param differences rows that are not as undisturbed runs make them, of all rounds
 * @param killed processes by kind; fewer than rounds when a work ended before its moment came
 */
public record ChaosResult(
        @JsonProperty("rounds") int rounds,
        @JsonProperty("seed") long seed,
        @JsonProperty("differences") long differences,
        @JsonProperty("killed") Map<String, Long> killed,
        @JsonProperty("seconds") double seconds) {
    public ChaosResult {
        killed = new TreeMap<>(killed);
    }

    static ChaosResult of(long seed, List<RoundResult> rounds, double seconds) {
        Map<String, Long> killed = new TreeMap<>();
        for (Victim victim : Victim.values()) {
            killed.put(
                    victim.code(),
                    rounds.stream()
                            .filter(round -> round.killed() && round.round().victim() == victim)
                            .count());
        }
        long differences = rounds.stream().mapToLong(RoundResult::differences).sum();
        return new ChaosResult(rounds.size(), seed, differences, killed, seconds);
    }

    /** Whether killing changed nothing. */
    @JsonIgnore
    public boolean isEqual() {
        return differences == 0;
    }
}
