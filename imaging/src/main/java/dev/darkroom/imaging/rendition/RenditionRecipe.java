package dev.darkroom.imaging.rendition;

import dev.darkroom.core.transform.TransformId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What decides the renditions of a photo; as data, so that a change of it is a new transform.
 *
 * <p>The version of libvips is not part of it: a renewed library (a security fix) must not make every rendition of an
 * archive stale. Who renews it and sees other pictures raises {@link #VERSION}.
 *
 * @param sizes longest sides in pixels, largest first
 * @param quality JPEG quality, 1 to 100
 */
public record RenditionRecipe(List<Integer> sizes, int quality) {
    /** Version of the chain; raised by people when its pictures change. */
    public static final int VERSION = 1;

    /** 1200, 600, 300 and 150 pixels at quality 80. */
    public static final RenditionRecipe DEFAULT = new RenditionRecipe(List.of(1200, 600, 300, 150), 80);

    public RenditionRecipe {
        sizes = List.copyOf(sizes);
        if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("Recipe must have positive sizes: " + sizes);
        }
        for (int i = 1; i < sizes.size(); i++) {
            if (sizes.get(i) >= sizes.get(i - 1)) {
                throw new IllegalArgumentException("Recipe must have its sizes largest first: " + sizes);
            }
        }
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("JPEG quality must lie in [1, 100]: " + quality);
        }
    }

    /** Everything that decides the output, as one canonical text. */
    public String definition() {
        return "sizes=" + sizes.stream().map(String::valueOf).collect(Collectors.joining(","))
                + ";format=jpeg;quality=" + quality
                + ";chroma=420;colour=srgb;background=white;metadata=none;upright=exif;enlarge=never"
                + ";chain=libvips-cascade;shrink-margin=1.5;placeholder=thumbhash;hash=phash-dct";
    }

    /** {@code renditions@1+digest}. */
    public TransformId id() {
        return TransformId.of("renditions", VERSION, definition());
    }
}
