package dev.darkroom.stores.elasticsearch;

import co.elastic.clients.elasticsearch._types.mapping.DenseVectorIndexOptionsType;
import co.elastic.clients.elasticsearch._types.mapping.DenseVectorSimilarity;
import co.elastic.clients.elasticsearch._types.mapping.DynamicMapping;
import co.elastic.clients.elasticsearch._types.mapping.Property;
import co.elastic.clients.elasticsearch._types.mapping.TypeMapping;
import co.elastic.clients.elasticsearch.indices.CreateIndexRequest;
import co.elastic.clients.json.JsonData;
import dev.darkroom.core.photo.FeatureVector;
import dev.darkroom.core.transform.TransformId;
import java.util.Map;

/**
 * The index that holds the vectors of one version of a transform. It is reached by an alias, because a bulk request can
 * ask for one, and then makes no index of its own when there is none.
 *
 * @param version kept in the mapping, to be read back from there
 */
record FeatureSpace(TransformId version, int dimensions) {
    /** The indices of all spaces. */
    static final String EVERY_INDEX = "features-*";

    static final String OWNER = "owner";
    static final String PHOTO = "photo";
    static final String VECTOR = "vector";

    private static final String TRANSFORM = "transform";

    FeatureSpace {
        if (dimensions < 1 || dimensions > FeatureVector.MAX_DIMENSIONS) {
            throw new IllegalArgumentException("The vectors of " + version + " must have 1 to "
                    + FeatureVector.MAX_DIMENSIONS + " dimensions, not " + dimensions);
        }
    }

    /** What {@code mapping} says that its index is. */
    static FeatureSpace of(TypeMapping mapping) {
        return new FeatureSpace(
                TransformId.parse(mapping.meta().get(TRANSFORM).to(String.class)),
                mapping.properties().get(VECTOR).denseVector().dims());
    }

    static String alias(TransformId version) {
        return "features-" + version.slug();
    }

    static String index(TransformId version) {
        return alias(version) + "-v1";
    }

    /** Refreshes and memory of removed documents are those of photos, for the reasons given there. */
    CreateIndexRequest creation() {
        return CreateIndexRequest.of(request -> request.index(index(version))
                .aliases(alias(version), alias -> alias)
                .settings(settings -> settings.numberOfShards("1")
                        .autoExpandReplicas("0-1")
                        .refreshInterval(every -> every.time("500ms"))
                        .gcDeletes(kept -> kept.time("1h")))
                .mappings(mapping -> mapping.dynamic(DynamicMapping.Strict)
                        .meta(TRANSFORM, JsonData.of(version.toString()))
                        .properties(OWNER, Property.of(field -> field.keyword(keyword -> keyword)))
                        .properties(PHOTO, Property.of(field -> field.keyword(keyword -> keyword)))
                        .properties(
                                VECTOR,
                                Property.of(field -> field.denseVector(vector -> vector.dims(dimensions)
                                        .index(true)
                                        .similarity(DenseVectorSimilarity.Cosine)
                                        .indexOptions(
                                                options -> options.type(DenseVectorIndexOptionsType.Int8Hnsw)))))));
    }

    static Map<String, Object> document(FeatureVector feature) {
        return Map.of(
                OWNER, feature.owner().value(),
                PHOTO, feature.photo().toString(),
                VECTOR, feature.vector());
    }
}
