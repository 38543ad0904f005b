package dev.darkroom.spark.sync;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a sync did; printed as one JSON line.
 *
 * @param events how many events were read
 * @param undecodable how many records were not events; they stay in Kafka and are logged with their offset
 * @param gaps ranges that Kafka no longer had, as {@code topic-partition: from..to}
 * @param views how many of the events were views
 * @param searches how many were answers of searches
 * @param photos rows in the photos table afterwards
 * @param derivations rows in the ledger afterwards
 */
public record LakeSyncResult(
        @JsonProperty("job") String job,
        @JsonProperty("events") long events,
        @JsonProperty("undecodable") long undecodable,
        @JsonProperty("gaps") List<String> gaps,
        @JsonProperty("views") long views,
        @JsonProperty("searches") long searches,
        @JsonProperty("photos") long photos,
        @JsonProperty("derivations") long derivations,
        @JsonProperty("seconds") double seconds) {
    public LakeSyncResult {
        gaps = List.copyOf(gaps);
    }
}
