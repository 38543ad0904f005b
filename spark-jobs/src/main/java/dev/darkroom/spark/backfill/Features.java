package dev.darkroom.spark.backfill;

import dev.darkroom.core.transform.TransformId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a transform made of a photo that is data and no file, each by its name; a row of {@code archive.features}. */
record Features(
        Map<String, List<Float>> vectors,
        Map<String, Double> labels,
        Map<String, Double> numbers,
        Map<String, String> texts) {
    /** Nothing but files. */
    static final Features NONE = new Features(Map.of(), Map.of(), Map.of(), Map.of());

    Features {
        vectors = Map.copyOf(vectors);
        labels = Map.copyOf(labels);
        numbers = Map.copyOf(numbers);
        texts = Map.copyOf(texts);
    }

    /** The vector that photos are to be found by: the one that is called as its transform is. */
    Optional<List<Float>> searchable(TransformId transform) {
        return Optional.ofNullable(vectors.get(transform.name()));
    }

    boolean isEmpty() {
        return vectors.isEmpty() && labels.isEmpty() && numbers.isEmpty() && texts.isEmpty();
    }
}
