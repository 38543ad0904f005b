package dev.darkroom.stores.elasticsearch;

import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionBoostMode;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionScoreMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TextQueryType;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.InnerHitsResult;
import co.elastic.clients.json.JsonData;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.port.RankWeight;
import dev.darkroom.core.port.SearchQuery;
import dev.darkroom.core.port.SearchQuery.Order;
import dev.darkroom.core.port.SearchResult;
import dev.darkroom.core.port.SearchResult.Facet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A search in Elasticsearch's words: conditions filter, words score, and the static rank weighs the score. */
final class PhotoSearch {
    private static final List<String> FACETS = List.of("camera", "year", "place", "tag");
    private static final int FACET_VALUES = 20;
    private static final String PATIENCE = "3s";
    private static final String GROUP = "group";
    private static final String BEST = "best";
    private static final String PHOTO = "photo";
    private static final String RANK = "rank";

    /** The most that Elasticsearch offers; beyond it the number of groups is an estimate. */
    private static final int COUNTED_EXACTLY = 40_000;

    /** What people name a photo by weighs more than what a camera wrote. */
    private static final List<String> WORDS = List.of(
            "words.title^3",
            "words.tags^3",
            "words.place^2",
            "words.place_name^2",
            "words.file_name",
            "words.camera",
            "words.lens");

    private PhotoSearch() {}

    static SearchRequest request(String target, SearchQuery query) {
        Optional<String> text = query.text().map(String::strip).filter(words -> !words.isEmpty());
        SearchRequest.Builder request = new SearchRequest.Builder()
                .index(target)
                .query(ranked(query, text))
                .source(source -> source.fetch(false))
                .trackTotalHits(track -> track.enabled(true))
                .allowPartialSearchResults(false)
                .timeout(PATIENCE);
        if (query.order() instanceof Order.Given given) {
            // Fetched whole and put into that order here, so that the first of a group may be its best shot.
            request.size(given.photos().size()).sort(by(BEST, SortOrder.Desc));
        } else {
            request.from(query.offset()).size(query.limit());
            if (query.order() instanceof Order.Relevance) {
                request.sort(sort -> sort.score(score -> score.order(SortOrder.Desc)))
                        .docvalueFields(field -> field.field(RANK));
            }
            request.sort(by("sort_at", SortOrder.Desc));
        }
        request.sort(by(PHOTO, SortOrder.Asc));
        FACETS.forEach(facet -> request.aggregations(
                facet,
                aggregation -> aggregation.terms(terms -> terms.field(facet).size(FACET_VALUES))));
        if (query.collapse()) {
            request.collapse(collapse -> query.order() instanceof Order.Given
                            ? collapse.field(GROUP)
                            : collapse.field(GROUP)
                                    .innerHits(shots -> shots.name(BEST)
                                            .size(1)
                                            .source(source -> source.fetch(false))
                                            .sort(by(BEST, SortOrder.Desc))
                                            .sort(by(PHOTO, SortOrder.Asc))))
                    .aggregations(
                            GROUP,
                            aggregation -> aggregation.cardinality(
                                    groups -> groups.field(GROUP).precisionThreshold(COUNTED_EXACTLY)));
        }
        return request.build();
    }

    private static SortOptions by(String field, SortOrder order) {
        return SortOptions.of(sort -> sort.field(one -> one.field(field).order(order)));
    }

    static SearchResult result(SearchQuery query, SearchResponse<Void> response) {
        Map<String, List<Facet>> facets = new LinkedHashMap<>();
        FACETS.forEach(facet -> facets.put(
                facet,
                response.aggregations().get(facet).sterms().buckets().array().stream()
                        .map(bucket -> new Facet(bucket.key().stringValue(), bucket.docCount()))
                        .toList()));
        List<PhotoId> hits = response.hits().hits().stream()
                .map(PhotoSearch::shot)
                .map(PhotoId::parse)
                .toList();
        return new SearchResult(
                total(response),
                query.order() instanceof Order.Given given ? page(query, given.photos(), Set.copyOf(hits)) : hits,
                // Of a group that is shown as one, the hit that scored need not be the shot that is shown.
                query.order() instanceof Order.Relevance order && !query.collapse()
                        ? relevance(order.weight(), response.hits().hits())
                        : Map.of(),
                facets);
    }

    private static List<PhotoId> page(SearchQuery query, List<PhotoId> order, Set<PhotoId> hits) {
        return order.stream()
                .filter(hits::contains)
                .skip(query.offset())
                .limit(query.limit())
                .toList();
    }

    /** Scores as they were before ranks were multiplied in. */
    private static Map<PhotoId, Double> relevance(RankWeight weight, List<Hit<Void>> hits) {
        Map<PhotoId, Double> relevance = new HashMap<>();
        for (Hit<Void> hit : hits) {
            JsonData ranks = hit.fields().get(RANK);
            double rank = ranks == null
                    ? 0
                    : ranks.toJson().asJsonArray().getJsonNumber(0).doubleValue();
            double score = hit.score() == null ? 0 : hit.score();
            relevance.put(PhotoId.parse(hit.id()), score / weight.factor(rank));
        }
        return relevance;
    }

    private static long total(SearchResponse<Void> response) {
        Aggregate groups = response.aggregations().get(GROUP);
        if (groups != null) {
            return groups.cardinality().value();
        }
        return response.hits().total() == null ? 0 : response.hits().total().value();
    }

    /** What a hit shows: itself, or the best shot of its group that matches too. */
    private static String shot(Hit<Void> hit) {
        InnerHitsResult best = hit.innerHits().get(BEST);
        return best == null ? hit.id() : best.hits().hits().get(0).id();
    }

    private static Query ranked(SearchQuery query, Optional<String> text) {
        Query conditions = conditions(query, text);
        if (!(query.order() instanceof Order.Relevance order) || order.weight().value() == 0) {
            return conditions;
        }
        // score * (1 + weight * rank); a photo without a rank keeps its score.
        return Query.of(any -> any.functionScore(function -> function.query(conditions)
                .functions(one -> one.weight(1.0))
                .functions(one -> one.fieldValueFactor(field ->
                        field.field(RANK).factor(order.weight().value()).missing(0.0)))
                .scoreMode(FunctionScoreMode.Sum)
                .boostMode(FunctionBoostMode.Multiply)));
    }

    private static Query conditions(SearchQuery query, Optional<String> text) {
        BoolQuery.Builder all = new BoolQuery.Builder();
        // First and without exception: nobody searches another's photos.
        all.filter(exactly("owner", query.owner().value()));
        query.camera().ifPresent(camera -> all.filter(exactly("camera", camera)));
        query.tag().ifPresent(tag -> all.filter(exactly("tag", tag)));
        query.from()
                .map(PhotoDocument::micros)
                .ifPresent(from -> all.filter(filter -> filter.range(
                        range -> range.untyped(at -> at.field("sort_at").gte(JsonData.of(from))))));
        query.until()
                .map(PhotoDocument::micros)
                .ifPresent(until -> all.filter(filter -> filter.range(
                        range -> range.untyped(at -> at.field("sort_at").lt(JsonData.of(until))))));
        query.within()
                .ifPresent(box -> all.filter(filter -> filter.geoBoundingBox(geo -> geo.field("location")
                        .boundingBox(bounds -> bounds.coords(coords -> coords.top(box.north())
                                .left(box.west())
                                .bottom(box.south())
                                .right(box.east()))))));
        query.near()
                .ifPresent(circle -> all.filter(filter -> filter.geoDistance(geo -> geo.field("location")
                        .distance(circle.radiusMetres() + "m")
                        .location(centre ->
                                centre.latlon(point -> point.lat(circle.centre().latitude())
                                        .lon(circle.centre().longitude()))))));
        if (!query.ids().isEmpty()) {
            all.filter(among(query.ids()));
        }
        if (query.order() instanceof Order.Given given) {
            all.filter(among(given.photos()));
        }
        text.ifPresentOrElse(
                words -> all.must(matching(words)),
                // Without words all match alike, and not at all without this.
                () -> all.must(any -> any.matchAll(alike -> alike)));
        return all.build()._toQuery();
    }

    /** Every word in any field; whole words first, then beginnings of words, for searching while typing. */
    private static Query matching(String words) {
        return Query.of(any -> any.bool(either -> either.should(whole -> whole.multiMatch(match -> match.query(words)
                        .fields(WORDS)
                        .type(TextQueryType.CrossFields)
                        .operator(Operator.And)
                        .boost(2.0f)))
                .should(begun -> begun.match(
                        match -> match.field("prefixes").query(words).operator(Operator.And)))
                .minimumShouldMatch("1")));
    }

    private static Query among(List<PhotoId> photos) {
        List<String> ids = photos.stream().map(PhotoId::toString).toList();
        return Query.of(query -> query.ids(wanted -> wanted.values(ids)));
    }

    private static Query exactly(String field, String value) {
        return Query.of(query -> query.term(term -> term.field(field).value(value)));
    }
}
