package dev.darkroom.local.client;

import java.nio.file.Path;

/** What became of one file. */
public sealed interface Outcome {
    /** The file itself. */
    Path file();

    /**
     * Stored under this id, and on its way to the search.
     *
     * @param sentNanos when its upload began
     */
    record Stored(Path file, String id, long sentNanos) implements Outcome {}

    /** Stored before, under this id. */
    record Duplicate(Path file, String id) implements Outcome {}

    /** Found by searches, so long after its upload began. */
    record Searchable(Path file, String id, double millis) implements Outcome {}

    /** Not a photo that Darkroom can keep, for this reason; trying again would not help. */
    record Rejected(Path file, String reason, String detail) implements Outcome {}

    /** Neither stored nor refused: a fault on the way, not in the file. */
    record Failed(Path file, String detail) implements Outcome {}
}
