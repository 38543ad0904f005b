package dev.darkroom.flink.develop;

import dev.darkroom.core.port.BlobStore;
import dev.darkroom.core.port.Cache;
import dev.darkroom.core.port.PhotoCatalog;

/** The stores that developing needs. */
record DevelopPorts(BlobStore blobs, PhotoCatalog catalog, Cache cache) {}
