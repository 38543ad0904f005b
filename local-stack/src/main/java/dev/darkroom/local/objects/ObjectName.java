package dev.darkroom.local.objects;

import java.nio.charset.StandardCharsets;

/** Where an object is: its bucket and its key. */
public record ObjectName(String bucket, String key) {
    /** As S3's, in bytes of UTF-8. */
    public static final int MAX_KEY_BYTES = 1024;

    public ObjectName {
        if (bucket.isEmpty() || key.isEmpty()) {
            throw new IllegalArgumentException("An object needs a bucket and a key: " + bucket + "/" + key);
        }
    }

    /** The key as it is kept: bytes sort as S3 sorts keys, Java's strings do not. */
    byte[] keyBytes() {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
