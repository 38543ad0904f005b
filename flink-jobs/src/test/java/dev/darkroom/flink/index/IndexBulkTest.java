package dev.darkroom.flink.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.event.PhotoDerived;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.port.IndexChange;
import dev.darkroom.core.port.IndexOutcome;
import dev.darkroom.core.port.PhotoIndex;
import dev.darkroom.core.port.ScriptedFeatureIndex;
import dev.darkroom.core.port.SearchQuery;
import dev.darkroom.core.port.SearchResult;
import dev.darkroom.core.port.TransformRegistry;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.TransformVersion;
import dev.darkroom.flink.stream.OutRecord;
import dev.darkroom.flink.stream.RawRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjLongConsumer;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

final class IndexBulkTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final Upload HARBOUR = Photos.upload(new UserId("ada"), "harbour");
    private static final Photo DEVELOPED = Photos.completed(HARBOUR, 2, Photos.richMetadata());
    private static final TransformId LOOK = TransformId.of("look", 1, "test");
    private static final PhotoDerived SEEN =
            new PhotoDerived(DEVELOPED, List.of(), Map.of(LOOK, List.of(1f, 2f)), NOON);
    private static final Photo FAILED = Photos.failed(HARBOUR, 2);

    private final ScriptedIndex index = new ScriptedIndex();
    private IndexOutcome vectorOutcome = new IndexOutcome.Applied();
    private final ScriptedFeatureIndex features = new ScriptedFeatureIndex(photo -> vectorOutcome);
    private final List<OutRecord> setAside = new ArrayList<>();
    private final List<Duration> indexed = new ArrayList<>();
    private final IndexBulk bulk = new IndexBulk(
            index,
            new VectorBulk(features, new OneVersion(LOOK, TransformState.LIVE)),
            letter -> {
                setAside.add(letter);
                return CompletableFuture.completedFuture(null);
            },
            new RememberingObserver(),
            Clock.fixed(NOON.plusSeconds(2), ZoneOffset.UTC));

    @Test
    void appliesDerivedPhotosAndDeletionsInOneRequest() {
        index.answers.add(new IndexOutcome.Applied());
        index.answers.add(new IndexOutcome.Stale());
        PhotoChanged deleted = PhotoChanged.deleted(HARBOUR.owner(), HARBOUR.id(), 3, NOON);

        assertThat(bulk.apply(List.of(entry(new PhotoDerived(DEVELOPED, NOON)), entry(deleted)))
                        .join())
                .isEmpty();

        assertThat(index.requests)
                .containsExactly(List.of(
                        new IndexChange.Upsert(DEVELOPED), new IndexChange.Remove(HARBOUR.owner(), HARBOUR.id(), 3)));
        assertThat(features.removed).containsExactly(new IndexChange.Remove(HARBOUR.owner(), HARBOUR.id(), 3));
        assertThat(indexed).containsExactly(Duration.ofSeconds(2));
        assertThat(setAside).isEmpty();
    }

    @Test
    void changesOfPhotosThatAreNotCompletedDoNotReachTheIndex() {
        assertThat(bulk.apply(List.of(entry(PhotoChanged.updated(FAILED, NOON))))
                        .join())
                .isEmpty();

        assertThat(index.requests).isEmpty();
    }

    @Test
    void handsBackWhatTheIndexCannotTakeNow() {
        index.answers.add(new IndexOutcome.Retry("429"));

        IndexEntry entry = entry(new PhotoDerived(DEVELOPED, NOON));
        List<IndexEntry> again = bulk.apply(List.of(entry)).join();

        assertThat(again).usingRecursiveFieldByFieldElementComparator().containsExactly(entry.failedAgain());
    }

    @Test
    void setsAsideWhatTheIndexRefusesAndWhatIsNoEvent() {
        index.answers.add(new IndexOutcome.Refused("mapping"));
        IndexEntry poison = IndexEntry.of(new RawRecord("photos.derived.v1", 0, 9, new byte[0], new byte[] {1, 2}));

        assertThat(bulk.apply(List.of(poison, entry(new PhotoDerived(DEVELOPED, NOON))))
                        .join())
                .isEmpty();

        assertThat(setAside)
                .extracting(letter -> letter.headers().get("dead_letter_reason"))
                .anyMatch(why -> why.startsWith("undecodable: "))
                .anyMatch(why -> why.startsWith("refused by the index: mapping"))
                .hasSize(2);
    }

    @Test
    void failsWhenARecordCannotBeSetAside() {
        IndexBulk unable = new IndexBulk(
                index,
                new VectorBulk(features, new OneVersion(LOOK, TransformState.LIVE)),
                letter -> CompletableFuture.failedFuture(new IllegalStateException("no Kafka")),
                new IndexMetrics(new UnregisteredMetricsGroup()),
                Clock.systemUTC());
        IndexEntry poison = IndexEntry.of(new RawRecord("photos.derived.v1", 0, 9, new byte[0], new byte[0]));

        assertThat(unable.apply(List.of(poison))).isCompletedExceptionally();
    }

    @Test
    void aSpaceThatIsMissingIsOpenedAndAVectorGoesBesideItsDocument() {
        index.answers.add(new IndexOutcome.Applied());

        assertThat(bulk.apply(List.of(entry(SEEN))).join()).isEmpty();

        assertThat(features.spaces).containsExactly(LOOK);
        assertThat(features.requests).containsExactly(List.of(HARBOUR.id()), List.of(HARBOUR.id()));
        assertThat(setAside).isEmpty();
    }

    @Test
    void aVectorOfARetiredVersionIsLeftOutAndItsSpaceStaysClosed() {
        VectorBulk retired = new VectorBulk(features, new OneVersion(LOOK, TransformState.RETIRED));

        assertThat(retired.apply(List.of(SEEN)).join()).containsExactly(new IndexOutcome.Applied());

        assertThat(features.spaces).isEmpty();
    }

    @Test
    void anEventWhoseVectorIsNotTakenNowComesAgain() {
        index.answers.add(new IndexOutcome.Applied());
        features.open(LOOK, 2);
        vectorOutcome = new IndexOutcome.Retry("429");

        IndexEntry entry = entry(SEEN);
        assertThat(bulk.apply(List.of(entry)).join())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(entry.failedAgain());
        assertThat(indexed).isEmpty();
    }

    @Test
    void aVectorThatIsRefusedSetsItsEventAside() {
        index.answers.add(new IndexOutcome.Applied());
        features.open(LOOK, 2);
        vectorOutcome = new IndexOutcome.Refused("another length");

        assertThat(bulk.apply(List.of(entry(SEEN))).join()).isEmpty();

        assertThat(setAside)
                .extracting(letter -> letter.headers().get("dead_letter_reason"))
                .containsExactly("refused by the index: another length");
    }

    private static IndexEntry entry(Event event) {
        OutRecord record = OutRecord.of(event);
        return IndexEntry.of(new RawRecord(record.topic(), 0, 1, record.key(), record.value()));
    }

    /** A registry of one version. */
    private record OneVersion(TransformId id, TransformState state) implements TransformRegistry {
        @Override
        public List<TransformVersion> all() {
            return List.of(new TransformVersion(id, state, TransformInput.PROXY, "test", NOON, NOON));
        }

        @Override
        public TransformVersion register(TransformId which, TransformInput input, String definition, String actor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TransformVersion adopt(TransformId which, TransformInput input, String definition, String actor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TransformVersion promote(TransformId which, String actor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TransformVersion rollback(String name, String actor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TransformVersion retire(TransformId which, String actor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void check() {}

        @Override
        public void close() {}
    }

    private final class RememberingObserver implements IndexObserver {
        @Override
        public void took(Duration time) {}

        @Override
        public void answered(IndexOutcome outcome) {}

        @Override
        public void indexed(Duration sinceEvent) {
            indexed.add(sinceEvent);
        }

        @Override
        public void setAside() {}
    }

    /** Gives answers that a healthy Elasticsearch cannot be made to give. */
    private static final class ScriptedIndex implements PhotoIndex {
        private final Deque<IndexOutcome> answers = new ArrayDeque<>();
        private final List<List<IndexChange>> requests = new ArrayList<>();

        @Override
        public CompletableFuture<List<IndexOutcome>> apply(List<IndexChange> changes) {
            requests.add(changes);
            return CompletableFuture.completedFuture(
                    changes.stream().map(change -> answers.remove()).toList());
        }

        @Override
        public SearchResult search(SearchQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void refresh() {}

        @Override
        public void scan(ObjLongConsumer<PhotoId> consumer) {}

        @Override
        public void scan(UserId owner, ObjLongConsumer<PhotoId> consumer) {}

        @Override
        public void check() {}

        @Override
        public void close() {}
    }
}
