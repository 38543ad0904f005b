package dev.darkroom.stores.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.GetResponse;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.elasticsearch.indices.GetMappingRequest;
import co.elastic.clients.elasticsearch.indices.GetMappingResponse;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.FeatureVector;
import dev.darkroom.core.port.FeatureIndex;
import dev.darkroom.core.port.IndexChange;
import dev.darkroom.core.port.IndexOutcome;
import dev.darkroom.core.transform.TransformId;
import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjLongConsumer;
import java.util.stream.IntStream;

/**
 * Vectors in Elasticsearch, in a {@link FeatureSpace} for each version. Photos at the same angle are ordered by their
 * ids. The search is approximate: it may miss a neighbour, and the farthest ones first.
 */
public final class ElasticsearchFeatureIndex implements FeatureIndex {
    private static final String PATIENCE = "3s";
    private static final String NO_SPACE = "index_not_found_exception";

    /** Candidates that are looked at for each neighbour, and at the least: more of them miss fewer, and take longer. */
    private static final int CANDIDATES = 2;

    private static final int MIN_CANDIDATES = 100;

    private static final GetMappingRequest SPACES =
            GetMappingRequest.of(request -> request.index(FeatureSpace.EVERY_INDEX));

    private final ElasticsearchConnection connection;
    private final ElasticsearchClient client;
    private final ElasticsearchAsyncClient async;

    /** {@code uri} is {@code http(s)://[user:password@]host:port}. */
    public ElasticsearchFeatureIndex(URI uri) {
        this.connection = new ElasticsearchConnection(uri);
        this.client = connection.client();
        this.async = connection.async();
    }

    @Override
    public void open(TransformId version, int dimensions) {
        FeatureSpace wanted = new FeatureSpace(version, dimensions);
        List<FeatureSpace> there = connection.calling("open the space of " + version, () -> {
            boolean created = ElasticsearchSchema.create(client.indices(), wanted.creation());
            return created ? List.of() : spaces(client.indices().getMapping(SPACES));
        });
        there.stream()
                .filter(space -> space.version().equals(version) && space.dimensions() != dimensions)
                .forEach(space -> {
                    throw new IllegalArgumentException("The space of " + version + " is there for vectors of "
                            + space.dimensions() + " numbers, not " + dimensions);
                });
    }

    @Override
    public List<TransformId> opened() {
        return connection.calling(
                "list the spaces of features", () -> versions(client.indices().getMapping(SPACES)));
    }

    private static List<FeatureSpace> spaces(GetMappingResponse mappings) {
        return mappings.result().values().stream()
                .map(index -> FeatureSpace.of(index.mappings()))
                .toList();
    }

    private static List<TransformId> versions(GetMappingResponse mappings) {
        return spaces(mappings).stream().map(FeatureSpace::version).sorted().toList();
    }

    @Override
    public CompletableFuture<List<IndexOutcome>> put(TransformId version, List<FeatureVector> vectors) {
        checkCount(vectors.size());
        List<BulkOperation> operations = vectors.stream()
                .map(feature -> IndexChanges.put(feature.photo(), feature.version(), FeatureSpace.document(feature)))
                .toList();
        return send(version, operations, new IndexOutcome.Refused("There is no space of " + version + "; open it"));
    }

    @Override
    public CompletableFuture<List<IndexOutcome>> remove(List<IndexChange.Remove> removals) {
        checkCount(removals.size());
        List<BulkOperation> operations = removals.stream()
                .map(removal -> IndexChanges.remove(removal.photo(), removal.version()))
                .toList();
        return async.indices()
                .getMapping(SPACES)
                .thenCompose(mappings -> everywhere(versions(mappings), operations))
                .exceptionally(failure -> Collections.nCopies(removals.size(), IndexChanges.outcome(failure)));
    }

    /** One space after the other: there are few, and a photo is gone only when all have answered. */
    private CompletableFuture<List<IndexOutcome>> everywhere(List<TransformId> versions, List<BulkOperation> removals) {
        CompletableFuture<List<IndexOutcome>> all =
                CompletableFuture.completedFuture(Collections.nCopies(removals.size(), new IndexOutcome.Stale()));
        for (TransformId version : versions) {
            all = all.thenCompose(before -> send(version, removals, new IndexOutcome.Stale())
                    .thenApply(now -> IntStream.range(0, removals.size())
                            .mapToObj(number -> graver(before.get(number), now.get(number)))
                            .toList()));
        }
        return all;
    }

    /** Of what two spaces say of one removal, what its sender has to know. */
    private static IndexOutcome graver(IndexOutcome one, IndexOutcome other) {
        return gravity(one) >= gravity(other) ? one : other;
    }

    private static int gravity(IndexOutcome outcome) {
        if (outcome instanceof IndexOutcome.Retry) {
            return 3;
        }
        if (outcome instanceof IndexOutcome.Refused) {
            return 2;
        }
        return outcome instanceof IndexOutcome.Applied ? 1 : 0;
    }

    private CompletableFuture<List<IndexOutcome>> send(
            TransformId version, List<BulkOperation> operations, IndexOutcome withoutSpace) {
        if (operations.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        BulkRequest request = BulkRequest.of(bulk ->
                bulk.index(FeatureSpace.alias(version)).requireAlias(true).operations(operations));
        return IndexChanges.send(
                async, request, item -> isWithoutSpace(item) ? withoutSpace : IndexChanges.outcome(item));
    }

    private static boolean isWithoutSpace(BulkResponseItem item) {
        return item.error() != null && NO_SPACE.equals(item.error().type());
    }

    private static void checkCount(int changes) {
        if (changes > MAX_CHANGES) {
            throw new IllegalArgumentException("At most " + MAX_CHANGES + " photos can change at once, not " + changes);
        }
    }

    @Override
    public Optional<List<Float>> find(TransformId version, UserId owner, PhotoId photo) {
        return inSpace("find the vector of photo " + photo, () -> {
                    GetResponse<StoredFeature> found = client.get(
                            request ->
                                    request.index(FeatureSpace.alias(version)).id(photo.toString()),
                            StoredFeature.class);
                    return Optional.ofNullable(found.source());
                })
                .flatMap(known -> known)
                .filter(feature -> feature.owner().equals(owner.value()))
                .map(StoredFeature::vector);
    }

    @Override
    public List<PhotoId> nearest(TransformId version, UserId owner, List<Float> vector, int limit) {
        if (limit < 1 || limit > MAX_NEIGHBOURS) {
            throw new IllegalArgumentException("limit must lie in [1, " + MAX_NEIGHBOURS + "]: " + limit);
        }
        SearchResponse<Void> response = inSpace(
                        "find neighbours", () -> client.search(neighbours(version, owner, vector, limit), Void.class))
                .orElseThrow(() -> new NoSuchElementException("There is no space of " + version));
        if (response.timedOut()) {
            throw connection.unavailable("find neighbours", "it ran out of time", null);
        }
        return response.hits().hits().stream()
                .map(hit -> PhotoId.parse(hit.id()))
                .toList();
    }

    private static SearchRequest neighbours(TransformId version, UserId owner, List<Float> vector, int limit) {
        return SearchRequest.of(request -> request.index(FeatureSpace.alias(version))
                .knn(knn -> knn.field(FeatureSpace.VECTOR)
                        .queryVector(vector)
                        .k(limit)
                        .numCandidates(Math.max(MIN_CANDIDATES, CANDIDATES * limit))
                        // Without exception: nobody searches another's photos.
                        .filter(filter -> filter.term(
                                term -> term.field(FeatureSpace.OWNER).value(owner.value()))))
                .size(limit)
                .source(source -> source.fetch(false))
                .trackTotalHits(track -> track.enabled(false))
                .allowPartialSearchResults(false)
                .timeout(PATIENCE)
                .sort(sort -> sort.score(score -> score.order(SortOrder.Desc)))
                .sort(sort ->
                        sort.field(field -> field.field(FeatureSpace.PHOTO).order(SortOrder.Asc))));
    }

    /** The answer to {@code call}, or nothing when there is no such space. */
    private <T> Optional<T> inSpace(String what, ElasticsearchConnection.Call<T> call) {
        return connection.calling(what, () -> {
            try {
                return Optional.of(call.run());
            } catch (ElasticsearchException e) {
                if (NO_SPACE.equals(e.error().type())) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    @Override
    public void scan(TransformId version, Optional<UserId> owner, ObjLongConsumer<PhotoId> consumer) {
        IndexScan scan = new IndexScan(connection);
        inSpace("open a scan", () -> scan.open(FeatureSpace.alias(version)))
                .ifPresent(moment -> scan.run(moment, owner, consumer));
    }

    @Override
    public long count(TransformId version) {
        return inSpace(
                        "count the vectors of " + version,
                        () -> client.count(request -> request.index(FeatureSpace.alias(version)))
                                .count())
                .orElse(0L);
    }

    @Override
    public void refresh(Collection<TransformId> versions) {
        if (!versions.isEmpty()) {
            List<String> spaces = versions.stream().map(FeatureSpace::alias).toList();
            connection.calling(
                    "refresh",
                    () -> client.indices()
                            .refresh(request -> request.index(spaces).ignoreUnavailable(true)));
        }
    }

    @Override
    public void drop(TransformId version) {
        connection.calling(
                "drop the space of " + version,
                () -> client.indices()
                        .delete(request ->
                                request.index(FeatureSpace.index(version)).ignoreUnavailable(true)));
    }

    @Override
    public void check() {
        connection.check(FeatureSpace.EVERY_INDEX);
    }

    @Override
    public void close() {
        connection.close();
    }

    /** What is read back of a document. */
    private record StoredFeature(String owner, String photo, List<Float> vector) {}
}
