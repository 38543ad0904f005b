package dev.darkroom.imaging.look;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.transform.Transform;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.imaging.format.HeaderReader;
import dev.darkroom.imaging.format.ImageFile;
import dev.darkroom.imaging.natives.NativeHeap;
import dev.darkroom.imaging.rendition.Renderer;
import dev.darkroom.imaging.rendition.RenditionDeveloper;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import java.util.List;

/**
 * Says what a photo looks like, for those who search for more like it, out of the bytes of its proxy: {@link
 * RenditionRecipe#proxy}. A JPEG of 1200 pixels is decoded at an eighth of its size; of any other rendition, also WebP and
 * AVIF, the same is made in more time. Proxies were made by this house's own encoders, so unlike originals they are decoded
 * in this process. Thread-safe; the same bytes give the same vector on the same libraries.
 */
public final class Look implements Transform<byte[], List<Float>> {
    /** Enough pixels for 8 by 8 means of them, and so few that an eighth of a proxy has more. */
    private static final RenditionRecipe SMALL = RenditionRecipe.jpeg(List.of(64), 80);

    private final LookDefinition definition;
    private final RenditionDeveloper decoder;

    /** {@code renderer} from {@link Renderer#load()}. */
    public Look(Renderer renderer, LookDefinition definition) {
        this(new RenditionDeveloper(renderer, SMALL), definition);
    }

    /** {@code decoder} makes a small picture. */
    Look(RenditionDeveloper decoder, LookDefinition definition) {
        this.decoder = decoder;
        this.definition = definition;
    }

    @Override
    public TransformId id() {
        return definition.id();
    }

    /** The vector of length 1 of a proxy. */
    @Override
    public List<Float> apply(byte[] proxy) throws RejectedException {
        try {
            return ColourLayout.of(
                    decoder.develop(ImageFile.of(proxy), HeaderReader.read(proxy))
                            .smallest(),
                    definition);
        } finally {
            NativeHeap.photoDone();
        }
    }
}
