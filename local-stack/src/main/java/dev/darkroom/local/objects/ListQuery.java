package dev.darkroom.local.objects;

import java.util.Optional;

/**
 * Which names to list.
 *
 * @param delimiter names that have it after the prefix are listed as one, up to it; may be empty
 * @param after only what comes after this key, or after everything that begins with it when it ends a group
 * @param afterVersion of a listing of versions, only what comes after this version of that key
 */
public record ListQuery(
        String bucket, String prefix, String delimiter, String after, Optional<String> afterVersion, int max) {
    /** As S3's. */
    public static final int MAX_ENTRIES = 1000;

    public ListQuery {
        if (max < 0 || max > MAX_ENTRIES) {
            throw new IllegalArgumentException("A page has from 0 to " + MAX_ENTRIES + " entries: " + max);
        }
    }

    /** The group that a key belongs to, its common prefix. */
    Optional<String> group(String key) {
        if (delimiter.isEmpty() || !key.startsWith(prefix)) {
            return Optional.empty();
        }
        int at = key.indexOf(delimiter, prefix.length());
        return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + delimiter.length()));
    }
}
