package dev.darkroom.stores.elasticsearch;

import co.elastic.clients.elasticsearch.indices.ElasticsearchIndicesClient;
import co.elastic.clients.elasticsearch.indices.add_block.IndicesBlockOptions;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds an index beside the one that serves, and lets it take that one's place in one step. The one that it replaces is
 * kept behind the alias {@code photos-previous}; an index behind neither alias is of a rebuild that died, or older.
 */
public final class ElasticsearchRebuild implements AutoCloseable {
    private static final String PREVIOUS = "photos-previous";
    private static final String EVERY_INDEX = "photos-*";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'photos-'yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);

    private final ElasticsearchConnection connection;
    private final ElasticsearchIndicesClient indices;

    /** {@code uri} is {@code http(s)://[user:password@]host:port}. */
    public ElasticsearchRebuild(URI uri) {
        this.connection = new ElasticsearchConnection(uri);
        this.indices = connection.client().indices();
    }

    /** Removes what a rebuild that died has left, and makes an empty index; gives back its name. */
    public String begin() {
        String fresh = NAME.format(Instant.now());
        return connection.calling("begin a rebuild", () -> {
            ElasticsearchSchema.takeChanges(indices, ElasticsearchSchema.ALIAS);
            Set<String> kept = Set.of(ElasticsearchSchema.ALIAS, PREVIOUS);
            List<String> left = indices.getAlias(request -> request.index(EVERY_INDEX)).result().entrySet().stream()
                    .filter(index ->
                            index.getValue().aliases().keySet().stream().noneMatch(kept::contains))
                    .map(Map.Entry::getKey)
                    .toList();
            if (!left.isEmpty()) {
                indices.delete(request -> request.index(left));
            }
            ElasticsearchSchema.create(indices, fresh);
            return fresh;
        });
    }

    /** From now on the index that serves refuses changes, and has all that it was ever told; searches go on. */
    public void pauseChanges() {
        connection.calling(
                "pause changes",
                () -> indices.addBlock(request ->
                        request.index(behind(ElasticsearchSchema.ALIAS)).block(IndicesBlockOptions.Write)));
    }

    /** Undoes {@link #pauseChanges}. */
    public void resumeChanges() {
        connection.calling("resume changes", () -> {
            ElasticsearchSchema.takeChanges(indices, ElasticsearchSchema.ALIAS);
            return true;
        });
    }

    /**
     * Lets {@code fresh} serve, and take changes, in the place of the one that does, and removes the one before that; in one
     * step.
     */
    public void serve(String fresh) {
        connection.calling("let " + fresh + " serve", () -> {
            String old = behind(ElasticsearchSchema.ALIAS);
            boolean older =
                    indices.existsAlias(request -> request.name(PREVIOUS)).value();
            String oldest = older ? behind(PREVIOUS) : "";
            return indices.updateAliases(request -> {
                request.actions(action ->
                                action.remove(remove -> remove.index(old).alias(ElasticsearchSchema.ALIAS)))
                        .actions(action -> action.add(add -> add.index(fresh)
                                .alias(ElasticsearchSchema.ALIAS)
                                .isWriteIndex(true)))
                        .actions(action -> action.add(add -> add.index(old).alias(PREVIOUS)));
                return older ? request.actions(action -> action.removeIndex(remove -> remove.index(oldest))) : request;
            });
        });
    }

    /** Removes the index that the last rebuild replaced; gives back whether there was one. */
    public boolean dropPrevious() {
        return connection.calling("drop the previous index", () -> {
            if (!indices.existsAlias(request -> request.name(PREVIOUS)).value()) {
                return false;
            }
            String old = behind(PREVIOUS);
            indices.delete(request -> request.index(old));
            return true;
        });
    }

    /** The index that serves. */
    public String serving() {
        return connection.calling("name the index that serves", () -> behind(ElasticsearchSchema.ALIAS));
    }

    private String behind(String alias) {
        Set<String> names = connection.calling(
                "look behind " + alias,
                () -> indices.getAlias(request -> request.name(alias)).result().keySet());
        if (names.size() != 1) {
            throw connection.unavailable("rebuild", "the alias " + alias + " must name one index, not " + names, null);
        }
        return names.iterator().next();
    }

    @Override
    public void close() {
        connection.close();
    }
}
