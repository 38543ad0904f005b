package dev.darkroom.imaging.metadata;

import dev.darkroom.core.photo.MetadataSource;
import java.util.Optional;
import java.util.function.Function;

/** A value of the metadata, and where it was found. */
record Found<T>(T value, MetadataSource source) {
    static <T> Optional<Found<T>> in(MetadataSource source, Optional<T> value) {
        return value.map(it -> new Found<>(it, source));
    }

    /** The value turned into another; nothing when that is none. */
    <R> Optional<Found<R>> map(Function<T, Optional<R>> change) {
        return in(source, change.apply(value));
    }
}
