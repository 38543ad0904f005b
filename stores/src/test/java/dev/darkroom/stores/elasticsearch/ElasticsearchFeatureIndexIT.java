package dev.darkroom.stores.elasticsearch;

import dev.darkroom.core.port.FeatureIndex;
import dev.darkroom.core.port.FeatureIndexContract;
import dev.darkroom.stores.LocalStores;

final class ElasticsearchFeatureIndexIT extends FeatureIndexContract {
    @Override
    protected FeatureIndex open() {
        return new ElasticsearchFeatureIndex(LocalStores.config().elasticsearch());
    }

    @Override
    protected FeatureIndex openAway() {
        return new ElasticsearchFeatureIndex(LocalStores.away().elasticsearch());
    }
}
