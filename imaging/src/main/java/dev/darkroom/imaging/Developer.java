package dev.darkroom.imaging;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.transform.Transform;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.imaging.format.HeaderReader;
import dev.darkroom.imaging.format.ImageFile;
import dev.darkroom.imaging.format.ImageHeader;
import dev.darkroom.imaging.format.Limits;
import dev.darkroom.imaging.format.Plausibility;
import dev.darkroom.imaging.format.RawPreview;
import dev.darkroom.imaging.hash.Measuring;
import dev.darkroom.imaging.hash.PerceptualHash;
import dev.darkroom.imaging.hash.ThumbHash;
import dev.darkroom.imaging.metadata.MetadataReader;
import dev.darkroom.imaging.natives.NativeHeap;
import dev.darkroom.imaging.rendition.RecipeFile;
import dev.darkroom.imaging.rendition.Renderer;
import dev.darkroom.imaging.rendition.RenditionDeveloper;
import dev.darkroom.imaging.rendition.RenditionFile;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import dev.darkroom.imaging.rendition.RenditionSet;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Develops an original's bytes into all of its derived data: renditions, metadata, placeholder, hashes and measures, from
 * one decode. Thread-safe; the same bytes give the same result on the same libraries.
 *
 * <p>Make one for a process, when it starts. It holds no heap between photos. Pixels are in native memory: see {@link
 * dev.darkroom.imaging.vips.Vips}, and for what is kept from photo to photo {@link dev.darkroom.imaging.jpeg.JpegDeveloper}.
 */
public final class Developer implements Transform<Original, DevelopedPhoto> {
    private static final Logger LOG = LoggerFactory.getLogger(Developer.class);

    private final Limits limits;
    private final RenditionRecipe recipe;
    private final RenditionDeveloper renditions;
    private final MetadataReader metadata = new MetadataReader();

    /** {@code renderer} from {@link Renderer#load()}. */
    public Developer(Renderer renderer, Limits limits, RenditionRecipe recipe) {
        this.limits = limits;
        this.recipe = recipe;
        this.renditions = new RenditionDeveloper(renderer, recipe);
    }

    /**
     * A developer with the default limits and {@link RecipeFile#configured() this process's recipe}, on the best that this
     * process has.
     *
     * @throws RejectedException with {@code CODEC_UNAVAILABLE}, when the libvips that somebody has named does not load
     */
    public static Developer load() throws RejectedException {
        Renderer renderer = Renderer.load();
        LOG.info("{} and its neighbours decode {}", renderer.description(), renderer.formats());
        return new Developer(renderer, Limits.DEFAULT, RecipeFile.configured());
    }

    /** The id of the renditions; those of metadata and measures are in each result. */
    @Override
    public TransformId id() {
        return recipe.id();
    }

    /** Everything that {@link #apply} derives, for the ledger. */
    public List<TransformId> ids() {
        return List.of(recipe.id(), metadata.id(), Measuring.id());
    }

    @Override
    public DevelopedPhoto apply(Original original) throws RejectedException {
        return develop(ImageFile.of(original.bytes()), original.sidecar());
    }

    /** Develops a file that nothing is beside. */
    public DevelopedPhoto apply(byte[] original) throws RejectedException {
        return develop(ImageFile.of(original), Optional.empty());
    }

    /**
     * As {@link #apply(Original)}, for bytes that libraries can read where they lie.
     *
     * @param sidecar the XMP file beside the original; one that is no XMP says nothing
     */
    public DevelopedPhoto develop(ImageFile file, Optional<byte[]> sidecar) throws RejectedException {
        try {
            return derive(file, sidecar);
        } finally {
            NativeHeap.photoDone();
        }
    }

    private DevelopedPhoto derive(ImageFile file, Optional<byte[]> sidecar) throws RejectedException {
        byte[] original = file.bytes();
        limits.checkBytes(original.length);
        limits.checkSidecar(sidecar.map(bytes -> bytes.length).orElse(0));
        ImageHeader header = HeaderReader.read(original);
        limits.check(header, original.length);
        Plausibility.check(header, original);
        RenditionSet set = renditions(file, header);
        Developed developed = new Developed(
                recipe.id(),
                metadata.id(),
                set.width(),
                set.height(),
                sidecar.isPresent() ? metadata.apply(original, sidecar.get()) : metadata.apply(original),
                set.files().stream().map(RenditionFile::rendition).toList(),
                Base64.getEncoder().withoutPadding().encodeToString(ThumbHash.of(set.smallest())),
                PerceptualHash.of(set.smallest()),
                Optional.of(Measuring.of(header.format(), original, set.smallest(), set.width(), set.height())));
        return new DevelopedPhoto(developed, set.files());
    }

    /** Of a raw file, the camera's own picture in it is developed. */
    private RenditionSet renditions(ImageFile file, ImageHeader header) throws RejectedException {
        if (!header.format().isRaw()) {
            return renditions.develop(file, header);
        }
        byte[] preview = RawPreview.find(header.format(), file.bytes()).jpeg(file.bytes());
        return renditions.develop(ImageFile.of(preview), HeaderReader.read(preview));
    }
}
