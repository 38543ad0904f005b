package dev.darkroom.spark.compare;

import java.util.List;

/**
 * A photo that the report shows.
 *
 * @param old the rendition by the old version, as a {@code data:} URI
 * @param now likewise by the new one
 * @param sameSides whether one can be laid upon the other
 * @param pairs what was measured of it
 */
record Example(String photo, String old, String now, boolean sameSides, List<Pair> pairs) {
    Example {
        pairs = List.copyOf(pairs);
    }
}
