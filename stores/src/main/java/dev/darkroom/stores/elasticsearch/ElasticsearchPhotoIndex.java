package dev.darkroom.stores.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.port.IndexChange;
import dev.darkroom.core.port.IndexOutcome;
import dev.darkroom.core.port.PhotoIndex;
import dev.darkroom.core.port.SearchQuery;
import dev.darkroom.core.port.SearchResult;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjLongConsumer;

/** Search in Elasticsearch, through the alias of {@link ElasticsearchSchema}. */
public final class ElasticsearchPhotoIndex implements PhotoIndex {
    private static final int MAX_CHANGES = 1_000;

    private final String target;
    private final ElasticsearchConnection connection;
    private final ElasticsearchClient client;
    private final ElasticsearchAsyncClient async;

    /** {@code uri} is {@code http(s)://[user:password@]host:port}. */
    public ElasticsearchPhotoIndex(URI uri) {
        this(uri, ElasticsearchSchema.ALIAS);
    }

    /** One index, whatever the alias names: for whoever builds the next one. */
    public ElasticsearchPhotoIndex(URI uri, String index) {
        this.target = index;
        this.connection = new ElasticsearchConnection(uri);
        this.client = connection.client();
        this.async = connection.async();
    }

    @Override
    public CompletableFuture<List<IndexOutcome>> apply(List<IndexChange> changes) {
        if (changes.size() > MAX_CHANGES) {
            throw new IllegalArgumentException(
                    "At most " + MAX_CHANGES + " changes can be applied at once, not " + changes.size());
        }
        if (changes.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return IndexChanges.send(async, IndexChanges.request(target, changes), IndexChanges::outcome);
    }

    @Override
    public SearchResult search(SearchQuery query) {
        SearchResponse<Void> response =
                connection.calling("search", () -> client.search(PhotoSearch.request(target, query), Void.class));
        if (response.timedOut()) {
            throw connection.unavailable("search", "it ran out of time", null);
        }
        return PhotoSearch.result(query, response);
    }

    @Override
    public void refresh() {
        connection.calling("refresh", () -> client.indices().refresh(request -> request.index(target)));
    }

    @Override
    public void scan(ObjLongConsumer<PhotoId> consumer) {
        scan(Optional.empty(), consumer);
    }

    @Override
    public void scan(UserId owner, ObjLongConsumer<PhotoId> consumer) {
        scan(Optional.of(owner), consumer);
    }

    private void scan(Optional<UserId> owner, ObjLongConsumer<PhotoId> consumer) {
        IndexScan scan = new IndexScan(connection);
        String moment = connection.calling("open a scan", () -> scan.open(target));
        scan.run(moment, owner, consumer);
    }

    @Override
    public void check() {
        connection.check(target);
    }

    @Override
    public void close() {
        connection.close();
    }
}
