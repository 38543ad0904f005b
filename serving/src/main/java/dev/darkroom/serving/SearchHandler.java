package dev.darkroom.serving;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.core.id.SearchId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.port.PhotoIndex;
import dev.darkroom.core.port.RankWeight;
import dev.darkroom.core.port.SearchQuery;
import dev.darkroom.core.port.SearchQuery.Order;
import dev.darkroom.core.port.SearchResult;
import dev.darkroom.core.port.SearchResult.Facet;
import dev.darkroom.serving.Likeness.Alike;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Answers a search: the index says which photos and in which order, the catalogue says what they are. */
final class SearchHandler {
    private final PhotoIndex index;
    private final Likeness likeness;
    private final PhotoReader reader;
    private final PhotoJson json;
    private final ViewLog views;
    private final ServingMetrics metrics;
    private final RankWeight rankWeight;

    SearchHandler(
            PhotoIndex index,
            Likeness likeness,
            PhotoReader reader,
            PhotoJson json,
            ViewLog views,
            ServingMetrics metrics,
            RankWeight rankWeight) {
        this.index = index;
        this.likeness = likeness;
        this.reader = reader;
        this.json = json;
        this.views = views;
        this.metrics = metrics;
        this.rankWeight = rankWeight;
    }

    /**
     * The photos of {@code owner} that {@code in} asks for. One that was deleted a moment ago and is still in the index
     * is left out, though {@code total} may still count it.
     *
     * @param next makes the address of the same search from another offset on
     */
    ObjectNode search(UserId owner, Parameters in, NextPage next) {
        SearchQuery asked = SearchParameters.parse(owner, in, rankWeight);
        Optional<Alike> alike = SearchParameters.like(in).map(photo -> likeness.photos(owner, photo));
        SearchQuery query =
                alike.map(near -> asked.by(new Order.Given(near.photos()))).orElse(asked);
        SearchResult found = metrics.timeSearch(() -> index.search(query));
        ObjectNode out = JsonNodeFactory.instance.objectNode().put("total", found.total());
        alike.ifPresent(near -> out.put(Likeness.LOOK, near.look().toString()));
        List<Photo> photos = reader.findAll(owner, found.hits());
        if (!photos.isEmpty()) {
            SearchId id = views.shown(owner, query.offset(), photos, found.relevance());
            out.put("search_id", id.toString());
        }
        ArrayNode hits = out.putArray("hits");
        photos.forEach(photo -> hits.add(json.summary(photo)));
        if (in.flag("facets", true)) {
            ObjectNode facets = out.putObject("facets");
            new TreeMap<>(found.facets()).forEach((name, values) -> write(facets.putArray(name), values));
        }
        int following = query.offset() + found.hits().size();
        if (!found.hits().isEmpty() && following < Math.min(found.total(), SearchQuery.MAX_WINDOW - query.limit())) {
            out.put("next", next.from(following));
        }
        return out;
    }

    private static void write(ArrayNode out, List<Facet> values) {
        values.forEach(facet -> out.addObject().put("value", facet.value()).put("count", facet.count()));
    }

    /** The address of the same search from another offset on. */
    interface NextPage {
        String from(int offset);
    }
}
