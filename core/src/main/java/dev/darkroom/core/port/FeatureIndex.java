package dev.darkroom.core.port;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.FeatureVector;
import dev.darkroom.core.transform.TransformId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjLongConsumer;

/**
 * Photos by what they look like. Each version of a transform has a space of its own, so that no answer can mix two: a
 * flip changes which one is asked. Methods that wait throw {@link UnavailableException} when the index does not answer
 * in time.
 */
public interface FeatureIndex extends Port {
    /** The most vectors or photos that one call may be about. */
    int MAX_CHANGES = 1_000;

    /** The most neighbours that can be asked for. */
    int MAX_NEIGHBOURS = 1_000;

    /**
     * Makes the space of {@code version}; one that is there stays as it is.
     *
     * @throws IllegalArgumentException when it is there for vectors of another length
     */
    void open(TransformId version, int dimensions);

    /** The versions that have a space. */
    List<TransformId> opened();

    /**
     * Keeps vectors, in one request; never fails as a whole. Late and repeated ones are stale and do no harm.
     *
     * @return one outcome per vector, in their order; refused when there is no space or the length is another
     */
    CompletableFuture<List<IndexOutcome>> put(TransformId version, List<FeatureVector> vectors);

    /**
     * Forgets photos in every space; what was made of them before is never taken again.
     *
     * @return one outcome per removal, in their order
     */
    CompletableFuture<List<IndexOutcome>> remove(List<IndexChange.Remove> removals);

    /** The vector of a photo of {@code owner}, if the space has one; also one that cannot be searched for yet. */
    Optional<List<Float>> find(TransformId version, UserId owner, PhotoId photo);

    /**
     * The photos of {@code owner} with the smallest angle to {@code vector}, the nearest first.
     *
     * @param limit 1 to {@link #MAX_NEIGHBOURS}
     * @throws java.util.NoSuchElementException when there is no space
     */
    List<PhotoId> nearest(TransformId version, UserId owner, List<Float> vector, int limit);

    /**
     * Hands every photo that the space has, and the version its vector is of, to {@code consumer}, as of one moment, in
     * pages. None when there is no space.
     *
     * @param owner whose photos; everybody's when empty
     */
    void scan(TransformId version, Optional<UserId> owner, ObjLongConsumer<PhotoId> consumer);

    /** How many vectors the space has; 0 when there is none. */
    long count(TransformId version);

    /** Makes what was put searchable now. */
    void refresh(Collection<TransformId> versions);

    /** Gives the space up with all that is in it; repeatable. */
    void drop(TransformId version);
}
