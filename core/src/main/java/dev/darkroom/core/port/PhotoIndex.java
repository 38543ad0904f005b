package dev.darkroom.core.port;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjLongConsumer;

/** Search over completed photos. A change can be searched for about a second after it was applied. */
public interface PhotoIndex extends Port {
    /**
     * Applies changes in one request; never fails as a whole.
     *
     * @param changes at most 1,000
     * @return one outcome per change, in their order
     */
    CompletableFuture<List<IndexOutcome>> apply(List<IndexChange> changes);

    /**
     * Answers a search.
     *
     * @throws UnavailableException when the index does not answer in time
     */
    SearchResult search(SearchQuery query);

    /** Makes what was applied searchable now. */
    void refresh();

    /** Hands every document's photo and version to {@code consumer}, as of one moment, in pages. */
    void scan(ObjLongConsumer<PhotoId> consumer);

    /** As {@link #scan(ObjLongConsumer)}, for the documents of {@code owner} only. */
    void scan(UserId owner, ObjLongConsumer<PhotoId> consumer);
}
