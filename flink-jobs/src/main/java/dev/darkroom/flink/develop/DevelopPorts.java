package dev.darkroom.flink.develop;

import dev.darkroom.core.port.BlobStore;
import dev.darkroom.core.port.Cache;
import dev.darkroom.core.port.PhotoCatalog;
import dev.darkroom.core.port.RenditionCatalog;
import java.util.concurrent.ExecutorService;

/**
 * The stores that developing needs.
 *
 * @param uploads the threads that store renditions, as many as may be under way at once; its owner ends it
 */
record DevelopPorts(
        BlobStore blobs, PhotoCatalog catalog, RenditionCatalog renditions, Cache cache, ExecutorService uploads) {}
