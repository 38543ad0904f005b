package dev.darkroom.bench.synthetic;

import dev.darkroom.core.transform.TransformId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A made-up version of {@code look}. The photos lie in a square; one version finds those of a row alike, the other those
 * of a column, so that no photo has a neighbour by both.
 */
enum Sight {
    ROWS(0),
    COLUMNS(1);

    /** As many numbers as real features may have. */
    static final int DIMENSIONS = 128;

    /** How far a photo strays from the middle of those it is like: their angles stay far below those to others. */
    private static final double STRAY = 0.7;

    private final int number;

    Sight(int number) {
        this.number = number;
    }

    /** The side of the square that {@code photos} fill, up to its last row. */
    static int side(int photos) {
        return (int) Math.ceil(Math.sqrt(photos));
    }

    TransformId version() {
        String name = name().toLowerCase(Locale.ROOT);
        return TransformId.of("look", 9_001 + number, "alike are " + name);
    }

    /** The numbers of the other photos that are like {@code photo}, among {@code photos}. */
    List<Integer> alike(int photo, int photos) {
        int side = side(photos);
        IntStream group = this == ROWS
                ? IntStream.range(photo / side * side, Math.min(photos, (photo / side + 1) * side))
                : IntStream.iterate(photo % side, number -> number < photos, number -> number + side);
        return group.filter(other -> other != photo).boxed().toList();
    }

    /** The same for the same {@code seed}. */
    List<Float> vector(int photo, int photos, long seed) {
        int group = this == ROWS ? photo / side(photos) : photo % side(photos);
        SplittableRandom middle = new SplittableRandom(seed * 31 + number + 2L * group);
        SplittableRandom stray = new SplittableRandom(~seed * 31 + number + 2L * photo);
        List<Float> vector = new ArrayList<>(DIMENSIONS);
        for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
            vector.add((float) (middle.nextGaussian() + STRAY * stray.nextGaussian()));
        }
        return vector;
    }
}
