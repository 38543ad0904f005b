package dev.darkroom.bench.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SightTest {
    private static final int PHOTOS = 410; // twenty rows of twenty-one, the last one not full

    @Test
    void noPhotoIsLikeAnotherByBothVersions() {
        for (int photo = 0; photo < PHOTOS; photo++) {
            Set<Integer> both = new HashSet<>(Sight.ROWS.alike(photo, PHOTOS));
            both.retainAll(Sight.COLUMNS.alike(photo, PHOTOS));
            assertThat(both).as("photo %d", photo).isEmpty();
        }
    }

    @Test
    void theNearestAreThoseThatAreAlike() {
        for (Sight sight : Sight.values()) {
            List<List<Float>> vectors = IntStream.range(0, PHOTOS)
                    .mapToObj(photo -> sight.vector(photo, PHOTOS, 7))
                    .toList();
            for (int photo : List.of(0, 200, 398)) {
                List<Integer> alike = sight.alike(photo, PHOTOS);
                List<Integer> nearest = IntStream.range(0, PHOTOS)
                        .filter(other -> other != photo)
                        .boxed()
                        .sorted(Comparator.comparingDouble(other -> -cosine(vectors.get(photo), vectors.get(other))))
                        .limit(alike.size())
                        .toList();
                assertThat(nearest)
                        .as("%s of %d", sight, photo)
                        .hasSizeGreaterThan(17)
                        .hasSameElementsAs(alike);
            }
        }
    }

    private static double cosine(List<Float> one, List<Float> other) {
        return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
    }

    private static double dot(List<Float> one, List<Float> other) {
        return IntStream.range(0, one.size())
                .mapToDouble(i -> one.get(i) * other.get(i))
                .sum();
    }
}
