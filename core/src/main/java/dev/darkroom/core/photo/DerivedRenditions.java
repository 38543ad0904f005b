package dev.darkroom.core.photo;

import dev.darkroom.core.transform.TransformId;
import java.util.List;

/**
 * What one recipe makes of a photo; the part of {@link Developed} that changes with it.
 *
 * @param recipe also part of the renditions' object keys
 * @param renditions largest first
 * @param thumbHash as in {@link Developed}
 * @param perceptualHash as in {@link Developed}
 */
public record DerivedRenditions(TransformId recipe, List<Rendition> renditions, String thumbHash, long perceptualHash) {
    public DerivedRenditions {
        renditions = List.copyOf(renditions);
    }
}
