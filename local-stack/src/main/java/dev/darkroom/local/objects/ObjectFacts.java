package dev.darkroom.local.objects;

import java.util.Map;
import java.util.Optional;

/**
 * What is known of an object besides its bytes.
 *
 * @param etag without quotes
 * @param headers what to answer with the bytes, user metadata among it; names in lower case
 */
public record ObjectFacts(
        String etag,
        String storageClass,
        Optional<Checksum> checksum,
        Map<String, String> headers,
        Map<String, String> tags) {
    public static final String STANDARD = "STANDARD";

    public ObjectFacts {
        headers = Map.copyOf(headers);
        tags = Map.copyOf(tags);
        if (storageClass.isBlank()) {
            throw new IllegalArgumentException("An object needs a storage class");
        }
    }

    public ObjectFacts withEtag(String newEtag) {
        return new ObjectFacts(newEtag, storageClass, checksum, headers, tags);
    }

    public ObjectFacts withChecksum(Optional<Checksum> newChecksum) {
        return new ObjectFacts(etag, storageClass, newChecksum, headers, tags);
    }

    public ObjectFacts withTags(Map<String, String> newTags) {
        return new ObjectFacts(etag, storageClass, checksum, headers, newTags);
    }
}
