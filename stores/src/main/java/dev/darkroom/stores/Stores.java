package dev.darkroom.stores;

import dev.darkroom.core.port.BlobStore;
import dev.darkroom.core.port.Cache;
import dev.darkroom.core.port.EventLog;
import dev.darkroom.core.port.FeatureIndex;
import dev.darkroom.core.port.PhotoCatalog;
import dev.darkroom.core.port.PhotoIndex;
import dev.darkroom.core.port.Port;
import dev.darkroom.core.port.RenditionCatalog;
import dev.darkroom.core.port.TransformRecords;
import dev.darkroom.core.port.TransformRegistry;
import dev.darkroom.stores.elasticsearch.ElasticsearchFeatureIndex;
import dev.darkroom.stores.elasticsearch.ElasticsearchPhotoIndex;
import dev.darkroom.stores.kafka.KafkaEventLog;
import dev.darkroom.stores.redis.RedisCache;
import dev.darkroom.stores.s3.S3BlobStore;
import dev.darkroom.stores.spanner.SpannerPhotoCatalog;
import dev.darkroom.stores.spanner.SpannerRenditionCatalog;
import dev.darkroom.stores.spanner.SpannerTransformRecords;
import dev.darkroom.stores.spanner.SpannerTransformRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every port with its adapter, opened and closed together. Opening does no I/O. */
public record Stores(
        BlobStore blobs,
        EventLog events,
        PhotoCatalog catalog,
        RenditionCatalog renditions,
        TransformRegistry transforms,
        TransformRecords records,
        Cache cache,
        PhotoIndex index,
        FeatureIndex features)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stores.class);

    /** The adapters for the stores that {@code config} names. */
    public static Stores open(StoresConfig config) {
        return new Stores(
                new S3BlobStore(config.s3(), config.photosBucket()),
                new KafkaEventLog(config.kafka()),
                new SpannerPhotoCatalog(config.spannerUrl()),
                new SpannerRenditionCatalog(config.spannerUrl()),
                new SpannerTransformRegistry(config.spannerUrl()),
                new SpannerTransformRecords(config.spannerUrl()),
                new RedisCache(config.redis()),
                new ElasticsearchPhotoIndex(config.elasticsearch()),
                new ElasticsearchFeatureIndex(config.elasticsearch()));
    }

    /** Closes all, also when one of them fails to. */
    @Override
    public void close() {
        for (Port port : List.of(events, blobs, catalog, renditions, transforms, records, cache, index, features)) {
            try {
                port.close();
            } catch (RuntimeException e) {
                LOG.warn("Cannot close {}", port.getClass().getSimpleName(), e);
            }
        }
    }
}
