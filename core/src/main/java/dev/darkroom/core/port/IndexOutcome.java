package dev.darkroom.core.port;

/** What the index did with one change. */
public sealed interface IndexOutcome {
    /** The index now holds this change. */
    record Applied() implements IndexOutcome {}

    /** The index holds this version or a newer one already. */
    record Stale() implements IndexOutcome {}

    /** The index is too busy or away; try this change again. */
    record Retry(String why) implements IndexOutcome {}

    /** The index will never take this change. */
    record Refused(String why) implements IndexOutcome {}
}
