package dev.darkroom.core.photo;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.transform.TransformId;

/** The names of entries in the cache, shared by those who fill it and those who invalidate it. */
public final class CacheKeys {
    private CacheKeys() {}

    /** {@code photo:{user}:{photo}}; the value is an encoded photo. */
    public static String photo(UserId owner, PhotoId photo) {
        return "photo:" + owner + ":" + photo;
    }

    /** {@code renditions:{recipe}:{user}:{photo}}; the value is what that recipe made. */
    public static String renditions(TransformId recipe, UserId owner, PhotoId photo) {
        return "renditions:" + recipe.slug() + ":" + owner + ":" + photo;
    }
}
