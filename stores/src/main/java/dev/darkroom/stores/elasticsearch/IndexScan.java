package dev.darkroom.stores.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.search.Hit;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;

/** Reads which photos an index has, and at which versions, as of one moment, in pages. */
final class IndexScan {
    private static final int PAGE = 1_000;
    private static final String PAUSE = "2m";

    /** Who owns the photo, in the documents of photos and in those of vectors. */
    private static final String OWNER = "owner";

    private final ElasticsearchConnection connection;
    private final ElasticsearchClient client;

    IndexScan(ElasticsearchConnection connection) {
        this.connection = connection;
        this.client = connection.client();
    }

    /** Begins a scan of {@code index}; it has to be run. */
    String open(String index) throws IOException {
        return client.openPointInTime(request -> request.index(index).keepAlive(keep -> keep.time(PAUSE)))
                .id();
    }

    /**
     * Hands every document's photo and version to {@code consumer}, and ends the scan.
     *
     * @param moment from {@link #open}
     * @param owner whose documents; everybody's when empty
     */
    void run(String moment, Optional<UserId> owner, ObjLongConsumer<PhotoId> consumer) {
        Query query = owner.map(user ->
                        Query.of(all -> all.term(term -> term.field(OWNER).value(user.value()))))
                .orElseGet(() -> Query.of(all -> all.matchAll(match -> match)));
        try {
            List<FieldValue> after = List.of();
            List<Hit<Void>> page;
            do {
                page = page(query, moment, after);
                page.forEach(hit -> consumer.accept(PhotoId.parse(hit.id()), hit.version()));
                after = page.isEmpty() ? after : page.get(page.size() - 1).sort();
            } while (page.size() == PAGE);
        } finally {
            connection.calling("close a scan", () -> client.closePointInTime(request -> request.id(moment)));
        }
    }

    private List<Hit<Void>> page(Query query, String moment, List<FieldValue> after) {
        return connection.calling(
                "scan",
                () -> client.search(
                                request -> {
                                    request.pit(pit -> pit.id(moment).keepAlive(keep -> keep.time(PAUSE)))
                                            .query(query)
                                            .size(PAGE)
                                            .source(source -> source.fetch(false))
                                            .version(true)
                                            .trackTotalHits(track -> track.enabled(false))
                                            .sort(sort -> sort.field(field ->
                                                    field.field("_shard_doc").order(SortOrder.Asc)));
                                    return after.isEmpty() ? request : request.searchAfter(after);
                                },
                                Void.class)
                        .hits()
                        .hits());
    }
}
