package dev.darkroom.core.port;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.DerivedRenditions;
import dev.darkroom.core.transform.TransformId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * What other recipes than that in a photo's row have made of it, one entry for each photo and recipe: those of a shadow,
 * and after a flip those of the live recipe. {@link PhotoCatalog#purge} removes a photo's entries. Every method throws
 * {@link UnavailableException} when the store does not answer after bounded retries.
 */
public interface RenditionCatalog extends Port {
    /** The most photos that one call may be about. */
    int MAX_PHOTOS = 500;

    /**
     * Keeps these, in one transaction, replacing what the same recipes made before.
     *
     * @param derived at most {@link #MAX_PHOTOS}
     * @return the photos that are there; of the others, which are deleted or never were, nothing is kept
     */
    Set<PhotoId> putAll(UserId owner, Map<PhotoId, DerivedRenditions> derived);

    /** What {@code recipe} made of those of {@code photos}, at most {@link #MAX_PHOTOS}, that have an entry. */
    Map<PhotoId, DerivedRenditions> findAll(UserId owner, Collection<PhotoId> photos, TransformId recipe);
}
