package dev.darkroom.imaging.rendition;

import com.sun.jna.Memory;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.codec.CodecException;
import dev.darkroom.imaging.format.ImageFile;
import dev.darkroom.imaging.format.ImageHeader;
import dev.darkroom.imaging.hash.Pixels;
import dev.darkroom.imaging.jpeg.JpegTask;
import dev.darkroom.imaging.vips.Vips;
import dev.darkroom.imaging.vips.VipsEncoder;
import dev.darkroom.imaging.vips.VipsException;
import dev.darkroom.imaging.vips.VipsImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Renders by libvips: shrink while loading, then each size from the one above. */
public final class VipsRenderer implements Renderer {
    private final Vips vips;
    private final VipsEncoder encoder;
    private final Originals originals;

    /** {@code vips} from {@link Vips#load()}. */
    public VipsRenderer(Vips vips) {
        this.vips = vips;
        this.encoder = new VipsEncoder(vips);
        this.originals = new Originals(vips);
    }

    @Override
    public String description() {
        return vips.description();
    }

    @Override
    public String reader(ImageFormat format) throws RejectedException {
        return originals.reader(format);
    }

    @Override
    public boolean writes(ImageFormat format) {
        return encoder.writes(format);
    }

    @Override
    public RenditionSet render(ImageFile file, ImageHeader header, RenditionRecipe recipe) throws RejectedException {
        byte[] original = file.bytes();
        try {
            if (file.memory().isPresent()) {
                return render(original, file.memory().get(), header, recipe);
            }
            try (Memory copy = new Memory(original.length)) {
                copy.write(0, original, 0, original.length);
                return render(original, copy, header, recipe);
            }
        } catch (CodecException e) {
            throw RenditionDeveloper.rejection(original, header.format(), e.isTruncated(), e);
        } catch (VipsException e) {
            throw RenditionDeveloper.rejection(original, header.format(), false, e);
        }
    }

    private RenditionSet render(byte[] original, Memory bytes, ImageHeader header, RenditionRecipe recipe)
            throws RejectedException, VipsException, CodecException {
        int shrink = header.format() == ImageFormat.JPEG ? shrink(header, recipe) : 1;
        try (VipsImage source = originals.open(header, original, bytes, shrink)) {
            // A shrunk JPEG reports its shrunk sides; every other decoder knows best.
            int width = header.format() == ImageFormat.JPEG ? header.width() : source.width();
            int height = header.format() == ImageFormat.JPEG ? header.height() : source.height();
            boolean turned = source.orientation() >= 5;
            VipsImage current = largest(source, recipe);
            List<RenditionFile> files = new ArrayList<>();
            try {
                files.add(file(recipe, 0, current, files));
                for (int i = 1; i < recipe.outputs().size(); i++) {
                    VipsImage next = smaller(current, recipe.outputs().get(i).size());
                    current.close();
                    current = next;
                    files.add(file(recipe, i, current, files));
                }
                Pixels smallest = new Pixels(current.width(), current.height(), vips.samples(current));
                return new RenditionSet(turned ? height : width, turned ? width : height, files, smallest);
            } finally {
                current.close();
            }
        }
    }

    private static int shrink(ImageHeader header, RenditionRecipe recipe) {
        int kept = recipe.crop() == Crop.NONE ? header.longSide() : Math.min(header.width(), header.height());
        return JpegTask.shrink(
                kept, RenditionDeveloper.SHRINK_MARGIN * recipe.outputs().get(0).size());
    }

    /** Upright, in sRGB, on the background, in memory, and knowing nothing of where it is from. */
    private VipsImage largest(VipsImage source, RenditionRecipe recipe) throws VipsException {
        int side = recipe.outputs().get(0).size();
        try (VipsImage fitted = vips.thumbnail(source, fitting(side, source, recipe));
                VipsImage coloured = vips.toSrgb(fitted)) {
            VipsImage whole = coloured.hasAlpha() ? opaque(coloured, recipe.background()) : vips.compute(coloured);
            vips.forgetMetadata(whole);
            return recipe.crop() == Crop.NONE ? whole : square(whole, side, recipe.crop());
        }
    }

    /** The longer side of a picture whose shorter one is to be {@code side}, if it will be cropped. */
    private static int fitting(int side, VipsImage source, RenditionRecipe recipe) {
        if (recipe.crop() == Crop.NONE) {
            return side;
        }
        double stretch = (double) Math.max(source.width(), source.height()) / Math.min(source.width(), source.height());
        return (int) Math.min(Math.ceil(side * stretch), Math.max(source.width(), source.height()));
    }

    private VipsImage square(VipsImage whole, int side, Crop crop) throws VipsException {
        int shorter = Math.min(whole.width(), whole.height());
        try (whole;
                VipsImage cropped = vips.square(whole, Math.min(side, shorter), crop == Crop.ATTENTION)) {
            VipsImage square = vips.compute(cropped);
            vips.forgetMetadata(square);
            return square;
        }
    }

    private VipsImage opaque(VipsImage image, int background) throws VipsException {
        try (VipsImage flat = vips.flatten(image, background)) {
            return vips.compute(flat);
        }
    }

    private VipsImage smaller(VipsImage image, int size) throws VipsException {
        try (VipsImage fitted = vips.thumbnail(image, size)) {
            return vips.compute(fitted);
        }
    }

    private RenditionFile file(RenditionRecipe recipe, int index, VipsImage image, List<RenditionFile> above)
            throws VipsException {
        Output output = recipe.outputs().get(index);
        int width = image.width();
        int height = image.height();
        Optional<RenditionFile> same = RenditionFile.same(above, recipe, output, width, height);
        return same.isPresent()
                ? same.get()
                : RenditionFile.of(output, width, height, encoder.encode(image, output.format(), output.quality()));
    }
}
