package dev.darkroom.core.port;

import dev.darkroom.core.id.PhotoId;
import java.util.List;
import java.util.Map;

/**
 * The answer to a search.
 *
 * @param total how many hits there are in all; collapsed ones are counted approximately beyond 40,000
 * @param hits best first
 * @param relevance how well hits match the words, without their rank; nothing when they are in another order, or
 *     collapsed
 * @param facets by name ({@code camera}, {@code year}, {@code place}, {@code tag}): the commonest values, commonest
 *     first
 */
public record SearchResult(
        long total, List<PhotoId> hits, Map<PhotoId, Double> relevance, Map<String, List<Facet>> facets) {
    public SearchResult {
        hits = List.copyOf(hits);
        relevance = Map.copyOf(relevance);
        facets = Map.copyOf(facets);
    }

    /** One value of a facet and how many of the matches have it. */
    public record Facet(String value, long count) {}
}
