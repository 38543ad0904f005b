package dev.darkroom.stores.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.port.PhotoIndex;
import dev.darkroom.core.port.PhotoIndexContract;
import dev.darkroom.stores.LocalStores;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The contract, and the index itself. */
final class ElasticsearchPhotoIndexIT extends PhotoIndexContract {
    private static final URI ELASTICSEARCH = LocalStores.config().elasticsearch();

    @Override
    protected PhotoIndex open() {
        return new ElasticsearchPhotoIndex(ELASTICSEARCH);
    }

    @Override
    protected PhotoIndex openAway() {
        return new ElasticsearchPhotoIndex(LocalStores.away().elasticsearch());
    }

    @Test
    void theIndexIsMadeOnce() {
        assertThat(ElasticsearchSchema.ensure(ELASTICSEARCH)).isFalse();
        assertThat(ElasticsearchSchema.ensure(ELASTICSEARCH)).isFalse();
    }
}
