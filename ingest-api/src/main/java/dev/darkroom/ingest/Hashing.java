package dev.darkroom.ingest;

import dev.darkroom.core.id.ContentHash;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

/** Hashes bytes as they pass: once with SHA-256, and once more per other digest that was promised. */
final class Hashing {
    private final MessageDigest sha256 = ContentHash.newDigest();
    private final ContentDigest promise;
    private final Map<String, MessageDigest> others;

    Hashing(ContentDigest promise) {
        this.promise = promise;
        this.others = promise.newDigests();
    }

    void update(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
        others.values().forEach(digest -> digest.update(bytes, offset, length));
    }

    /** The hash of everything that passed, if it is what was promised. */
    ContentHash finish() {
        Map<String, byte[]> actual = new HashMap<>();
        others.forEach((name, digest) -> actual.put(name, digest.digest()));
        byte[] hash = sha256.digest();
        actual.put(ContentDigest.SHA_256, hash);
        promise.verify(actual);
        return ContentHash.ofDigest(hash);
    }
}
