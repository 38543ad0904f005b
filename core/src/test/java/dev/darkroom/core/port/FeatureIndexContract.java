package dev.darkroom.core.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.FeatureVector;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.port.IndexChange.Remove;
import dev.darkroom.core.port.IndexOutcome.Applied;
import dev.darkroom.core.port.IndexOutcome.Refused;
import dev.darkroom.core.port.IndexOutcome.Retry;
import dev.darkroom.core.port.IndexOutcome.Stale;
import dev.darkroom.core.transform.TransformId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every {@link FeatureIndex} does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FeatureIndexContract {
    private final UserId owner = owner();
    private final TransformId old = version(1);
    private final TransformId fresh = version(2);
    private final PhotoId north = photo("north");
    private final PhotoId northEast = photo("north-east");
    private final PhotoId east = photo("east");
    private final FeatureIndex index = open();

    /** The index that works. */
    protected abstract FeatureIndex open();

    /** An index at an address where nothing answers. */
    protected abstract FeatureIndex openAway();

    @BeforeAll
    void fill() {
        index.open(old, 2);
        index.open(fresh, 3);
        assertThat(put(old, vector(north, 3, 0f, 1f), vector(northEast, 3, 2f, 2f), vector(east, 3, 9f, 0f)))
                .containsOnly(new Applied());
        // In the new version's eyes other photos are alike.
        assertThat(put(
                        fresh,
                        vector(north, 3, 1f, 0f, 0f),
                        vector(east, 3, 1f, 0.1f, 0f),
                        vector(northEast, 3, 0f, 0f, 1f)))
                .containsOnly(new Applied());
        index.refresh(List.of(old, fresh));
    }

    @AfterAll
    void close() {
        index.drop(old);
        index.drop(fresh);
        index.close();
        index.close();
    }

    @Test
    void findsTheNearestFirstHoweverLongVectorsAre() {
        assertThat(index.nearest(old, owner, List.of(0.1f, 5f), 10)).containsExactly(north, northEast, east);
        assertThat(index.nearest(old, owner, List.of(5f, 0.1f), 2)).containsExactly(east, northEast);
    }

    @Test
    void anAnswerIsOfOneVersionOnly() {
        assertThat(index.nearest(old, owner, index.find(old, owner, north).orElseThrow(), 2))
                .containsExactly(north, northEast);
        assertThat(index.nearest(fresh, owner, index.find(fresh, owner, north).orElseThrow(), 2))
                .containsExactly(north, east);
    }

    @Test
    void othersPhotosAreNeitherFoundNorNeighbours() {
        UserId other = owner();
        PhotoId theirs = Photos.upload(other, "theirs").id();
        put(old, new FeatureVector(other, theirs, 1, List.of(0f, 1f)));
        index.refresh(List.of(old));

        assertThat(index.nearest(old, owner, List.of(0f, 1f), 10)).hasSize(3).doesNotContain(theirs);
        assertThat(index.nearest(old, other, List.of(0f, 1f), 10)).containsExactly(theirs);
        assertThat(index.find(old, other, north)).isEmpty();
        assertThat(index.find(old, other, theirs)).contains(List.of(0f, 1f));
        remove(new Remove(other, theirs, 2));
        index.refresh(List.of(old));
    }

    @Test
    void photosAtTheSameAngleAreOrderedByTheirIds() {
        UserId other = owner();
        List<PhotoId> alike = List.of("a", "b", "c", "d").stream()
                .map(seed -> Photos.upload(other, seed).id())
                .toList();
        alike.forEach(photo -> put(old, new FeatureVector(other, photo, 1, List.of(1f, 1f))));
        index.refresh(List.of(old));

        assertThat(index.nearest(old, other, List.of(1f, 1f), 10))
                .containsExactlyElementsOf(alike.stream()
                        .sorted((one, two) -> one.toString().compareTo(two.toString()))
                        .toList());
    }

    @Test
    void whatIsRepeatedOrLateIsStaleAndWhatIsNewerReplaces() {
        PhotoId photo = photo("versions");
        assertThat(put(old, vector(photo, 5, 1f, 0f))).containsExactly(new Applied());

        assertThat(put(old, vector(photo, 5, 0f, 1f), vector(photo, 4, 0f, 1f)))
                .containsExactly(new Stale(), new Stale());
        assertThat(index.find(old, owner, photo)).contains(List.of(1f, 0f));
        assertThat(put(old, vector(photo, 6, 0f, 1f))).containsExactly(new Applied());
        assertThat(index.find(old, owner, photo)).as("before a refresh").contains(List.of(0f, 1f));
        remove(new Remove(owner, photo, 7));
        index.refresh(List.of(old));
    }

    @Test
    void aRemovalReachesEverySpaceAndWhatWasMadeBeforeItStaysAway() {
        PhotoId photo = photo("removed");
        put(old, vector(photo, 3, 1f, 0f));
        put(fresh, vector(photo, 3, 1f, 0f, 0f));

        assertThat(remove(new Remove(owner, photo, 4))).containsExactly(new Applied());

        assertThat(index.find(old, owner, photo)).isEmpty();
        assertThat(index.find(fresh, owner, photo)).isEmpty();
        assertThat(put(old, vector(photo, 3, 1f, 0f))).containsExactly(new Stale());
        assertThat(put(fresh, vector(photo, 4, 1f, 0f, 0f))).containsExactly(new Stale());
        assertThat(remove(new Remove(owner, photo, 4))).containsExactly(new Stale());
        index.refresh(List.of(old, fresh));
    }

    @Test
    void aVectorOfAnotherLengthIsRefusedAloneAndSoIsOneWithoutSpace() {
        List<IndexOutcome> outcomes = put(old, vector(photo("long"), 1, 1f, 0f, 0f), vector(north, 3, 0f, 1f));
        assertThat(outcomes.get(0)).isInstanceOf(Refused.class);
        assertThat(outcomes.get(1)).isEqualTo(new Stale());

        assertThat(put(version(9), vector(photo("spaceless"), 1, 1f)))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Refused.class));
        assertThat(index.opened()).as("is not made by the way").doesNotContain(version(9));
    }

    @Test
    void aSpaceIsOpenedOnceAndForOneLength() {
        index.open(old, 2);

        assertThatThrownBy(() -> index.open(old, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 numbers, not 3");
        assertThatThrownBy(() -> index.open(version(8), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(index.find(old, owner, north)).isPresent();
        try (FeatureIndex another = open()) {
            assertThat(another.opened()).contains(old, fresh);
        }
    }

    @Test
    void scansThePhotosOfOneSpaceWithTheVersionsOfTheirVectors() {
        UserId other = owner();
        PhotoId theirs = Photos.upload(other, "scanned").id();
        put(old, new FeatureVector(other, theirs, 7, List.of(0f, 1f)));
        put(fresh, new FeatureVector(other, theirs, 8, List.of(0f, 1f, 0f)));
        index.refresh(List.of(old, fresh));

        assertThat(scan(old, Optional.of(other))).containsExactly(entry(theirs, 7L));
        assertThat(scan(fresh, Optional.of(other))).containsExactly(entry(theirs, 8L));
        assertThat(scan(old, Optional.empty())).containsEntry(north, 3L).containsEntry(theirs, 7L);
        assertThat(scan(version(9), Optional.empty())).as("no such space").isEmpty();
        remove(new Remove(other, theirs, 9));
        index.refresh(List.of(old, fresh));
        assertThat(scan(old, Optional.of(other))).isEmpty();
    }

    @Test
    void droppingASpaceCanBeRepeatedAndLeavesTheOthers() {
        TransformId gone = version(3);
        index.open(gone, 1);
        put(gone, vector(north, 1, 1f));
        index.refresh(List.of(gone));
        assertThat(index.count(gone)).isEqualTo(1);

        index.drop(gone);
        index.drop(gone);

        assertThat(index.opened()).contains(old, fresh).doesNotContain(gone);
        assertThat(index.count(gone)).isZero();
        assertThat(index.find(gone, owner, north)).isEmpty();
        assertThatThrownBy(() -> index.nearest(gone, owner, List.of(1f), 1))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining(gone.toString());
        index.refresh(List.of(gone));
        assertThat(index.find(old, owner, north)).isPresent();
    }

    @Test
    void refusesMoreThanItsLimits() {
        List<FeatureVector> many = Collections.nCopies(FeatureIndex.MAX_CHANGES + 1, vector(north, 1, 1f, 0f));
        List<Remove> removals = Collections.nCopies(FeatureIndex.MAX_CHANGES + 1, new Remove(owner, north, 1));

        assertThatThrownBy(() -> index.put(old, many)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> index.remove(removals)).isInstanceOf(IllegalArgumentException.class);
        for (int limit : List.of(0, FeatureIndex.MAX_NEIGHBOURS + 1)) {
            assertThatThrownBy(() -> index.nearest(old, owner, List.of(1f, 0f), limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(index.nearest(old, owner, List.of(0f, 1f), FeatureIndex.MAX_NEIGHBOURS))
                .contains(north);
        assertThat(index.put(old, List.of()).join()).isEmpty();
        assertThat(index.remove(List.of()).join()).isEmpty();
    }

    @Test
    void saysSoWhenTheIndexIsAway() {
        try (FeatureIndex away = openAway()) {
            assertThatThrownBy(away::check).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(away::opened).isInstanceOf(UnavailableException.class);
            assertThat(away.put(old, List.of(vector(north, 9, 1f, 0f))).join())
                    .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Retry.class));
            assertThat(away.remove(List.of(new Remove(owner, north, 9))).join())
                    .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Retry.class));
        }
        index.check();
    }

    private Map<PhotoId, Long> scan(TransformId version, Optional<UserId> whose) {
        Map<PhotoId, Long> scanned = new HashMap<>();
        index.scan(
                version,
                whose,
                (photo, number) -> assertThat(scanned.put(photo, number)).isNull());
        return scanned;
    }

    private List<IndexOutcome> put(TransformId version, FeatureVector... vectors) {
        return index.put(version, List.of(vectors)).join();
    }

    private List<IndexOutcome> remove(Remove removal) {
        return index.remove(List.of(removal)).join();
    }

    private FeatureVector vector(PhotoId photo, long version, Float... numbers) {
        return new FeatureVector(owner, photo, version, List.of(numbers));
    }

    private PhotoId photo(String seed) {
        return Photos.upload(owner, seed).id();
    }

    private static UserId owner() {
        return new UserId("contract-" + UUID.randomUUID());
    }

    /** Nobody else's: the store is shared with other tests. */
    private TransformId version(int number) {
        return TransformId.of("contract", number, "of " + owner);
    }
}
