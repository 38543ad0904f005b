package dev.darkroom.spark.backfill;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run would do; printed as one JSON line.
 *
 * @param state of the version in the registry
 * @param input what is read of each photo
 * @param expected photos that the version owes an output
 * @param done those that have it
 * @param failed those that cannot have it, by reason
 * @param excluded those that were left out, by reason
 * @param work photos to derive: expected without an entry in the ledger, or with one that is tried again
 * @param bytesToRead of these; of proxies by the usual size of one
 * @param storage photos to read by the class that S3 keeps them in; those in the archive will be excluded, and restored if that
 *     is asked
 * @param storageSampled how many S3 was asked about; the others are taken to be alike
 * @param rate photos a second that the estimate reckons with
 * @param rateFrom where that comes from
 * @param restoreUsd of the restores that were asked for, and {@code restoreHours} until the last has ended
 */
public record BackfillPlan(
        @JsonProperty("job") String job,
        @JsonProperty("dry_run") boolean dryRun,
        @JsonProperty("transform") String transform,
        @JsonProperty("state") String state,
        @JsonProperty("input") String input,
        @JsonProperty("expected") long expected,
        @JsonProperty("done") long done,
        @JsonProperty("failed") Map<String, Long> failed,
        @JsonProperty("excluded") Map<String, Long> excluded,
        @JsonProperty("work") long work,
        @JsonProperty("bytes_to_read") long bytesToRead,
        @JsonProperty("storage") Map<String, Long> storage,
        @JsonProperty("storage_sampled") long storageSampled,
        @JsonProperty("photos_per_s") double rate,
        @JsonProperty("rate_from") String rateFrom,
        @JsonProperty("estimated_seconds") double estimatedSeconds,
        @JsonProperty("estimated_request_usd") double estimatedUsd,
        @JsonProperty("estimated_restore_usd") double restoreUsd,
        @JsonProperty("estimated_restore_hours") double restoreHours,
        @JsonProperty("seconds") double seconds) {
    public BackfillPlan {
        failed = new TreeMap<>(failed);
        excluded = new TreeMap<>(excluded);
        storage = new TreeMap<>(storage);
    }
}
