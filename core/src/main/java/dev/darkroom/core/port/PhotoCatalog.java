package dev.darkroom.core.port;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.DuplicateGroup;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.Rejection;
import dev.darkroom.core.photo.Upload;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rows of all photos, by owner. Every write is atomic and can be repeated: the same write again changes nothing and
 * returns the same version. Writes to a deleted photo change nothing. Every method throws {@link UnavailableException}
 * when the store does not answer after bounded retries.
 */
public interface PhotoCatalog extends Port {
    /**
     * Inserts the row of {@code upload} as pending, unless it is there; then only a sidecar that differs from the row's
     * is taken over. An upload without a sidecar takes none away.
     */
    Registration register(Upload upload);

    /** The photo, unless it was never there or is deleted. */
    Optional<Photo> find(UserId owner, PhotoId photo);

    /** As {@link #find}, for at most 1,000 at once, in no particular order. */
    List<Photo> findAll(UserId owner, Collection<PhotoId> photos);

    /**
     * Records derived data and completes the photo; also one that had failed. What the owner has set stays.
     *
     * @return the photo as it now is, or empty when it is gone
     */
    Optional<Photo> complete(UserId owner, PhotoId photo, Developed developed);

    /**
     * Records why the photo failed. A photo that is completed stays completed.
     *
     * @return the photo as it now is, or empty when it is gone
     */
    Optional<Photo> reject(UserId owner, PhotoId photo, Rejection rejection);

    /**
     * Replaces the owner's tags.
     *
     * @return the photo as it now is, or empty when it is gone
     */
    Optional<Photo> tag(UserId owner, PhotoId photo, List<String> tags);

    /**
     * Records which group of duplicates a completed photo is in, or that it is in none; one that is not completed stays.
     *
     * @return the photo as it now is, or empty when it is gone
     */
    Optional<Photo> group(UserId owner, PhotoId photo, Optional<DuplicateGroup> duplicates);

    /**
     * Records the static rank of a completed photo; one that is not completed stays.
     *
     * @return the photo as it now is, or empty when it is gone
     */
    Optional<Photo> rank(UserId owner, PhotoId photo, double rank);

    /**
     * Begins a deletion: hides the photo, at a higher version, and keeps its row until {@link #purge}, so that a crash
     * halfway can be finished by deleting again.
     *
     * @return the photo with status deleted, or empty when it was never there or is already purged
     */
    Optional<Photo> delete(UserId owner, PhotoId photo);

    /** Ends a deletion: leaves only a tombstone of id and version, which expires after 30 days. */
    void purge(UserId owner, PhotoId photo);

    /** A page of an owner's photos, newest first, pending ones included; at most {@code limit} (1 to 500). */
    List<Photo> timeline(UserId owner, Optional<TimelineCursor> after, int limit);

    /** Hands every photo that is not purged, those being deleted included, to {@code consumer}; reads in pages. */
    void scan(Consumer<Photo> consumer);

    /**
     * Hands the version of every row to {@code consumer}, in pages; of deleted photos, purged ones included, only those
     * that were deleted at or after {@code deletedSince}.
     */
    void versions(Instant deletedSince, Consumer<PhotoVersion> consumer);

    /** As {@link #scan(Consumer)}, for the photos of {@code owner} only. */
    void scan(UserId owner, Consumer<Photo> consumer);
}
