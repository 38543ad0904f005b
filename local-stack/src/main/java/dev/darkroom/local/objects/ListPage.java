package dev.darkroom.local.objects;

import java.util.List;
import java.util.Optional;

/**
 * One page of a listing.
 *
 * @param next the last entry, when more follow: an object's key or a common prefix
 * @param nextVersion of a listing of versions, the version of that entry
 */
public record ListPage<T>(List<T> entries, List<String> prefixes, Optional<String> next, Optional<String> nextVersion) {
    public ListPage {
        entries = List.copyOf(entries);
        prefixes = List.copyOf(prefixes);
    }
}
