package dev.darkroom.ingest;

import dev.darkroom.core.transform.Coverage;
import dev.darkroom.core.transform.TransformVersion;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

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
        Instant changedAt,
        Optional<Counted> coverage) {
    static TransformAnswer of(TransformVersion version) {
        return of(version, Optional.empty());
    }

    static TransformAnswer of(TransformVersion version, Optional<Coverage> coverage) {
        return new TransformAnswer(
                version.id().toString(),
                version.id().name(),
                version.id().version(),
                version.id().digest(),
                version.state().code(),
                version.input().code(),
                version.definition(),
                version.registeredAt(),
                version.changedAt(),
                coverage.map(Counted::of));
    }

    /** How much of the archive has it, and when that was counted. */
    record Counted(
            long expected,
            long done,
            Map<String, Long> failed,
            Map<String, Long> excluded,
            long missing,
            Instant countedAt) {
        static Counted of(Coverage coverage) {
            return new Counted(
                    coverage.expected(),
                    coverage.done(),
                    coverage.failed(),
                    coverage.excluded(),
                    coverage.missing(),
                    coverage.countedAt());
        }
    }
}
