package dev.darkroom.imaging.jpeg;

import java.util.LinkedHashMap;
import java.util.Map;

/** The filters used last. One takes longer to compute than to apply, and the photos of a camera need the same few. */
final class Filters {
    /** Some megabytes. */
    private static final int KEPT = 128;

    private final Map<FilterKey, Filter> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FilterKey, Filter> eldest) {
            return size() > KEPT;
        }
    };

    /** A filter that is dropped stays readable for whoever still has it. */
    synchronized Filter get(FilterKey key) {
        return kept.computeIfAbsent(key, FilterKey::filter);
    }
}
