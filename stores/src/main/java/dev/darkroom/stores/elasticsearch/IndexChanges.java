package dev.darkroom.stores.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.port.IndexChange;
import dev.darkroom.core.port.IndexOutcome;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Changes as one bulk request, and what became of each. The photo's version is the document's external version: an
 * index itself refuses what is late or repeated.
 */
final class IndexChanges {
    private IndexChanges() {}

    static BulkRequest request(String target, List<IndexChange> changes) {
        return new BulkRequest.Builder()
                .index(target)
                // Without the alias an unprovisioned server would invent an index with a mapping of its own.
                .requireAlias(target.equals(ElasticsearchSchema.ALIAS))
                .operations(changes.stream().map(IndexChanges::operation).toList())
                .build();
    }

    private static BulkOperation operation(IndexChange change) {
        return change instanceof IndexChange.Upsert upsert
                ? put(change.photo(), change.version(), PhotoDocument.of(upsert.content()))
                : remove(change.photo(), change.version());
    }

    static BulkOperation put(PhotoId photo, long version, Map<String, Object> document) {
        return BulkOperation.of(bulk -> bulk.index(index -> index.id(photo.toString())
                .version(version)
                .versionType(VersionType.External)
                .document(document)));
    }

    static BulkOperation remove(PhotoId photo, long version) {
        return BulkOperation.of(bulk -> bulk.delete(
                delete -> delete.id(photo.toString()).version(version).versionType(VersionType.External)));
    }

    /** What became of each operation of {@code request}, in their order; never fails. */
    static CompletableFuture<List<IndexOutcome>> send(
            ElasticsearchAsyncClient client, BulkRequest request, Function<BulkResponseItem, IndexOutcome> outcome) {
        return client.bulk(request)
                .thenApply(response -> response.items().stream().map(outcome).toList())
                .exceptionally(
                        failure -> Collections.nCopies(request.operations().size(), outcome(failure)));
    }

    /** What becomes of everything in a request that failed as a whole. */
    static IndexOutcome outcome(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ElasticsearchException refused
                ? outcome(refused.status(), refused.getMessage())
                : new IndexOutcome.Retry(String.valueOf(cause));
    }

    static IndexOutcome outcome(BulkResponseItem item) {
        if (item.error() == null) {
            return new IndexOutcome.Applied(); // 404 of a delete too: its version is remembered
        }
        return outcome(item.status(), item.error().type() + ": " + item.error().reason());
    }

    /** What never changes by waiting is the document's own fault; a missing index or key is not. */
    static IndexOutcome outcome(int status, String why) {
        return switch (status) {
            case 409 -> new IndexOutcome.Stale();
            case 400, 413 -> new IndexOutcome.Refused(why);
            default -> new IndexOutcome.Retry(why);
        };
    }
}
