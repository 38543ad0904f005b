package dev.darkroom.stores.elasticsearch;

import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import dev.darkroom.core.port.IndexChange;
import dev.darkroom.core.port.IndexOutcome;
import java.util.List;

/**
 * Changes as one bulk request, and what became of each. The photo's version is the document's external version: the
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
        String id = change.photo().toString();
        if (change instanceof IndexChange.Upsert upsert) {
            return BulkOperation.of(bulk -> bulk.index(index -> index.id(id)
                    .version(change.version())
                    .versionType(VersionType.External)
                    .document(PhotoDocument.of(upsert.content()))));
        }
        return BulkOperation.of(bulk ->
                bulk.delete(delete -> delete.id(id).version(change.version()).versionType(VersionType.External)));
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
