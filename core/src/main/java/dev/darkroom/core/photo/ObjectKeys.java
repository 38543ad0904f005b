package dev.darkroom.core.photo;

import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.id.VirtualShard;
import dev.darkroom.core.transform.TransformId;

/** The names of objects in the {@code photos} bucket; a permanent contract. */
public final class ObjectKeys {
    /** Prefix of all originals. */
    public static final String ORIGINALS = "originals/";

    /** Prefix of all renditions. */
    public static final String RENDITIONS = "renditions/";

    private ObjectKeys() {}

    /** {@code originals/{shard}/{user}/{photo}}. */
    public static String original(UserId owner, PhotoId photo) {
        return ORIGINALS + VirtualShard.of(owner) + "/" + owner + "/" + photo;
    }

    /** {@code originals/{shard}/{user}/{photo}.xmp}, the file of metadata beside the original, when there is one. */
    public static String sidecar(UserId owner, PhotoId photo) {
        return original(owner, photo) + ".xmp";
    }

    /** {@code renditions/{recipe}/{user}/{photo}/{size}.{ext}}, such as {@code .../600.jpg}. */
    public static String rendition(TransformId recipe, UserId owner, PhotoId photo, Rendition rendition) {
        return renditions(recipe, owner, photo) + rendition.size() + "."
                + rendition.format().extension();
    }

    /** {@code renditions/{recipe}/{user}/{photo}/}, before all that one recipe makes of a photo. */
    public static String renditions(TransformId recipe, UserId owner, PhotoId photo) {
        return RENDITIONS + recipe.slug() + "/" + owner + "/" + photo + "/";
    }
}
