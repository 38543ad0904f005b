package dev.darkroom.core.port;

import dev.darkroom.core.id.ContentHash;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a store says of an object without sending it.
 *
 * @param content empty in listings, and for objects that others stored without a SHA-256
 * @param mediaType empty string in listings
 * @param metadata user metadata; empty in listings
 * @param storageClass as S3 names it: STANDARD, GLACIER, ...
 */
public record BlobInfo(
        String key,
        long bytes,
        Optional<ContentHash> content,
        String mediaType,
        Map<String, String> metadata,
        String storageClass,
        Instant modifiedAt) {
    public BlobInfo {
        metadata = Map.copyOf(metadata);
    }
}
