package dev.darkroom.spark.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.FeatureVector;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.port.FeatureIndex;
import dev.darkroom.core.port.IndexOutcome;
import dev.darkroom.core.port.ScriptedFeatureIndex;
import dev.darkroom.core.transform.TransformId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class VectorSpaceTest {
    private static final UserId ADA = new UserId("ada");
    private static final TransformId LOOK = TransformId.of("look", 1, "test");

    @Test
    void requestsAreBoundedAndWhatIsLeftIsSearchableAtTheEnd() {
        ScriptedFeatureIndex index = new ScriptedFeatureIndex(photo -> new IndexOutcome.Applied());
        index.open(LOOK, 2);

        VectorSpace space = space(index);
        space.put(vectors(1_201));
        assertThat(index.refreshed).isEmpty();
        space.refresh();

        assertThat(index.requests).extracting(List::size).containsExactly(500, 500, 201);
        assertThat(index.refreshed).containsExactly(LOOK);
    }

    @Test
    void onlyWhatTheIndexHadNoTimeForIsSentAgain() {
        List<PhotoId> busyOnce = new ArrayList<>(List.of(photo(1), photo(3)));
        ScriptedFeatureIndex index = new ScriptedFeatureIndex(
                photo -> busyOnce.remove(photo) ? new IndexOutcome.Retry("busy") : new IndexOutcome.Stale());
        index.open(LOOK, 2);

        space(index).put(vectors(5));

        assertThat(index.requests).hasSize(2);
        assertThat(index.requests.get(1)).containsExactly(photo(1), photo(3));
    }

    @Test
    void anIndexThatStaysAwayEndsTheBatchAfterSomeAttempts() {
        ScriptedFeatureIndex index = new ScriptedFeatureIndex(photo -> new IndexOutcome.Retry("nobody answers"));
        index.open(LOOK, 2);

        assertThatThrownBy(() -> space(index).put(vectors(2)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("2 vectors of look@1")
                .hasMessageContaining("nobody answers");
        assertThat(index.requests).hasSize(7);
    }

    @Test
    void aRefusedVectorIsNeverCalledDone() {
        ScriptedFeatureIndex index = new ScriptedFeatureIndex(photo -> new IndexOutcome.Applied());

        assertThatThrownBy(() -> space(index).put(vectors(1)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("There is no space");
    }

    private static VectorSpace space(FeatureIndex index) {
        return new VectorSpace(index, LOOK, Duration.ofMillis(1));
    }

    private static List<FeatureVector> vectors(int count) {
        return IntStream.range(0, count)
                .mapToObj(seed -> new FeatureVector(ADA, photo(seed), 2, List.of(1f, 2f)))
                .toList();
    }

    private static PhotoId photo(int seed) {
        return Photos.upload(ADA, "photo " + seed).id();
    }
}
