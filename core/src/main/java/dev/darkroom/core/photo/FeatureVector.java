package dev.darkroom.core.photo;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import java.util.List;

/**
 * What a transform says of a photo as a point among others: what lies near is alike.
 *
 * @param version the photo's when it was made; an index takes nothing older than what it has
 * @param vector 1 to 1,024 finite numbers, not all of them 0; alike are those with a small angle between them
 */
public record FeatureVector(UserId owner, PhotoId photo, long version, List<Float> vector) {
    /** The most numbers that a vector may have. */
    public static final int MAX_DIMENSIONS = 1_024;

    public FeatureVector {
        vector = List.copyOf(vector);
        check(vector);
    }

    /**
     * Refuses what has no direction.
     *
     * @throws IllegalArgumentException saying why
     */
    public static void check(List<Float> vector) {
        if (vector.isEmpty() || vector.size() > MAX_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "A vector has 1 to " + MAX_DIMENSIONS + " numbers, not " + vector.size());
        }
        if (!vector.stream().allMatch(Float::isFinite)) {
            throw new IllegalArgumentException("A vector has finite numbers only: " + vector);
        }
        if (vector.stream().allMatch(number -> number == 0)) {
            throw new IllegalArgumentException("A vector of zeros has no direction");
        }
    }
}
