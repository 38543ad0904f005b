package dev.darkroom.spark.compare;

import java.util.List;

/**
 * A photo that the report shows.
 *
 * @param pairs what was measured of it
 */
record Example(String photo, Picture old, Picture now, List<Pair> pairs) {
    Example {
        pairs = List.copyOf(pairs);
    }

    /** Whether one can be laid upon the other. */
    boolean hasSameSides() {
        return old.side.sides().equals(now.side.sides());
    }

    /**
     * A rendition as the page holds it.
     *
     * @param uri its bytes, {@code data:...}
     */
    record Picture(Pair.Side side, String uri) {}
}
