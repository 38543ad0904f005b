package dev.darkroom.stores.spanner;

import dev.darkroom.core.port.PhotoCatalog;
import dev.darkroom.core.port.RenditionCatalog;
import dev.darkroom.core.port.RenditionCatalogContract;
import dev.darkroom.stores.LocalStores;

final class SpannerRenditionCatalogIT extends RenditionCatalogContract {
    @Override
    protected RenditionCatalog open() {
        return new SpannerRenditionCatalog(LocalStores.config().spannerUrl());
    }

    @Override
    protected RenditionCatalog openAway() {
        return new SpannerRenditionCatalog(LocalStores.away().spannerUrl());
    }

    @Override
    protected PhotoCatalog openPhotos() {
        return new SpannerPhotoCatalog(LocalStores.config().spannerUrl());
    }
}
