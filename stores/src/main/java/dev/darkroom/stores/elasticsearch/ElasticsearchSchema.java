package dev.darkroom.stores.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.indices.CreateIndexRequest;
import co.elastic.clients.elasticsearch.indices.ElasticsearchIndicesClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;

/**
 * The index behind the alias {@code photos}, as {@code photos-index.json} describes it. Everybody uses the alias, so
 * that an index with other analysis can be built beside this one and take its place in one step
 * ({@link ElasticsearchRebuild}).
 *
 * <p>Two of its settings are promises to others. A refresh every 500 ms, because an upload is to be found within about a
 * second and a refresh of a second would be most of it; the price is more small segments to merge. The versions of
 * removed documents are kept for an hour rather than a minute, because that is what refuses a late upsert after a
 * delete; events that lag by more than an hour are caught by the audit.
 */
public final class ElasticsearchSchema {
    static final String ALIAS = "photos";
    private static final String FIRST_INDEX = "photos-v1";
    private static final String RESOURCE = "photos-index.json";

    private ElasticsearchSchema() {}

    /**
     * Makes sure that index and alias are there, that an index from earlier has the fields of today, and that it takes
     * changes: a rebuild that was killed may have left it without.
     *
     * @return whether the index is new
     * @throws dev.darkroom.core.error.UnavailableException when Elasticsearch does not answer or refuses
     */
    public static boolean ensure(URI uri) {
        try (ElasticsearchConnection connection = new ElasticsearchConnection(uri)) {
            ElasticsearchIndicesClient indices = connection.client().indices();
            return connection.calling("make index " + FIRST_INDEX, () -> {
                if (indices.existsAlias(request -> request.name(ALIAS)).value()) {
                    update(indices);
                    takeChanges(indices, ALIAS);
                    return false;
                }
                boolean created = create(indices, FIRST_INDEX);
                indices.updateAliases(request -> request.actions(action ->
                        action.add(add -> add.index(FIRST_INDEX).alias(ALIAS).isWriteIndex(true))));
                return created;
            });
        }
    }

    /** Makes {@code index} as it is described today; gives back whether it was not there. */
    static boolean create(ElasticsearchIndicesClient indices, String index) throws IOException {
        try (InputStream definition = ElasticsearchSchema.class.getResourceAsStream(RESOURCE)) {
            return create(
                    indices,
                    CreateIndexRequest.of(request -> request.index(index).withJson(definition)));
        }
    }

    /** Makes an index, and gives back whether it was not there. */
    static boolean create(ElasticsearchIndicesClient indices, CreateIndexRequest wanted) throws IOException {
        try {
            indices.create(wanted);
            return true;
        } catch (ElasticsearchException e) {
            // Made before, or by somebody else in this very moment.
            if ("resource_already_exists_exception".equals(e.error().type())) {
                return false;
            }
            throw e;
        }
    }

    /** Lifts what {@link ElasticsearchRebuild} lays on an index while it is replaced. */
    static void takeChanges(ElasticsearchIndicesClient indices, String index) throws IOException {
        indices.putSettings(
                request -> request.index(index).settings(settings -> settings.blocks(blocks -> blocks.write(false))));
    }

    private static void update(ElasticsearchIndicesClient indices) throws IOException {
        JsonNode definition;
        try (InputStream in = ElasticsearchSchema.class.getResourceAsStream(RESOURCE)) {
            definition = new ObjectMapper().readTree(in);
        }
        String mappings = definition.get("mappings").toString();
        indices.putMapping(request -> request.index(ALIAS).withJson(new StringReader(mappings)));
    }
}
