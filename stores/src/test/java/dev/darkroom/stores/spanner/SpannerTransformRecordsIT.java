package dev.darkroom.stores.spanner;

import dev.darkroom.core.port.TransformRecords;
import dev.darkroom.core.port.TransformRecordsContract;
import dev.darkroom.stores.LocalStores;

final class SpannerTransformRecordsIT extends TransformRecordsContract {
    @Override
    protected TransformRecords open() {
        return new SpannerTransformRecords(LocalStores.config().spannerUrl());
    }

    @Override
    protected TransformRecords openAway() {
        return new SpannerTransformRecords(LocalStores.away().spannerUrl());
    }
}
