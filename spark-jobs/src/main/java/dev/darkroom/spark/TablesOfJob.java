package dev.darkroom.spark;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What each job reads of the lake and writes to it, by name of the job.
 *
 * @param inputs tables of {@code archive}
 * @param outputs likewise
 */
record TablesOfJob(List<String> inputs, List<String> outputs) {
    private static final List<String> ALL =
            List.of("photos", "derivations", "duplicates", "features", "views", "searches", "runs");
    private static final List<String> SYNCED = List.of("photos", "derivations", "features", "views", "searches");

    private static final Map<String, TablesOfJob> JOBS = Map.of(
            "lake-sync", new TablesOfJob(List.of(), SYNCED),
            // It begins with a sync.
            "backfill",
                    new TablesOfJob(
                            List.of("photos", "derivations", "features"),
                            Stream.concat(SYNCED.stream(), Stream.of("runs")).toList()),
            "coverage", reading("photos", "derivations"),
            "compare", reading("photos", "derivations"),
            "parity", reading("photos"),
            "audit", reading("photos", "derivations", "features"),
            "duplicates", new TablesOfJob(List.of("photos", "duplicates"), List.of("duplicates")),
            "rerank", reading("photos", "duplicates", "views", "searches"),
            "maintain", new TablesOfJob(ALL, ALL),
            // From the search index to the search index.
            "reindex", reading());

    /** Nothing of a command that is no run of a job. */
    static Optional<TablesOfJob> of(String job) {
        return Optional.ofNullable(JOBS.get(job));
    }

    private static TablesOfJob reading(String... tables) {
        return new TablesOfJob(List.of(tables), List.of());
    }
}
