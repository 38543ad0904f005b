package dev.darkroom.ingest;

import dev.darkroom.core.transform.TransformVersion;
import java.time.Instant;

/** A version of a transform as the interface tells of it. */
record TransformAnswer(
        String transform,
        String name,
        int version,
        String digest,
        String state,
        String input,
        String definition,
        Instant registeredAt,
        Instant changedAt) {
    static TransformAnswer of(TransformVersion version) {
        return new TransformAnswer(
                version.id().toString(),
                version.id().name(),
                version.id().version(),
                version.id().digest(),
                version.state().code(),
                version.input().code(),
                version.definition(),
                version.registeredAt(),
                version.changedAt());
    }
}
