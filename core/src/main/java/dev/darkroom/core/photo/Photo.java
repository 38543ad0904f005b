package dev.darkroom.core.photo;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A photo as the catalogue holds it: one row, at one version.
 *
 * @param version grows with every change of the row; orders events, cache entries and index documents
 * @param developed present once {@link PhotoStatus#COMPLETED}
 * @param rejection present once {@link PhotoStatus#FAILED}
 * @param tags set by the owner, in their order; the file's own keywords are in the metadata
 * @param duplicates the group of duplicates that it was found to be in
 * @param rank how high it stands whatever is searched for, 0 to 1, as the batch job {@code rerank} has found
 */
public record Photo(
        Upload upload,
        PhotoStatus status,
        long version,
        Optional<Developed> developed,
        Optional<Rejection> rejection,
        List<String> tags,
        Optional<DuplicateGroup> duplicates,
        OptionalDouble rank) {
    public Photo {
        if (version < 1) {
            throw new IllegalArgumentException("Photo version must be at least 1: " + version);
        }
        if (status == PhotoStatus.COMPLETED && developed.isEmpty()) {
            throw new IllegalArgumentException("A completed photo must have derived data: " + upload.id());
        }
        if (status == PhotoStatus.FAILED && rejection.isEmpty()) {
            throw new IllegalArgumentException("A failed photo must have a rejection: " + upload.id());
        }
        if (rank.isPresent() && !(rank.getAsDouble() >= 0 && rank.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("Rank must lie in [0, 1]: " + rank.getAsDouble());
        }
        tags = List.copyOf(tags);
    }

    /** A photo that no batch job has looked at: it has no rank and is in no group of duplicates. */
    public Photo(
            Upload upload,
            PhotoStatus status,
            long version,
            Optional<Developed> developed,
            Optional<Rejection> rejection,
            List<String> tags) {
        this(upload, status, version, developed, rejection, tags, Optional.empty(), OptionalDouble.empty());
    }

    public PhotoId id() {
        return upload.id();
    }

    public UserId owner() {
        return upload.owner();
    }

    /** Where the photo stands on its owner's timeline: when it was taken, or else uploaded. */
    public Instant sortAt() {
        return developed
                .flatMap(derived -> derived.metadata().takenAt())
                .map(TakenAt::instant)
                .orElse(upload.uploadedAt());
    }
}
