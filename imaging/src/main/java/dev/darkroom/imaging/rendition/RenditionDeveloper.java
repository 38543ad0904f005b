package dev.darkroom.imaging.rendition;

import com.sun.jna.Memory;
import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.core.photo.Rendition;
import dev.darkroom.imaging.codec.CodecException;
import dev.darkroom.imaging.format.Completeness;
import dev.darkroom.imaging.format.ImageFile;
import dev.darkroom.imaging.format.ImageHeader;
import dev.darkroom.imaging.hash.Pixels;
import dev.darkroom.imaging.jpeg.JpegCascade;
import dev.darkroom.imaging.jpeg.JpegDeveloper;
import dev.darkroom.imaging.jpeg.JpegLevel;
import dev.darkroom.imaging.jpeg.JpegTask;
import dev.darkroom.imaging.vips.Vips;
import dev.darkroom.imaging.vips.VipsEncoder;
import dev.darkroom.imaging.vips.VipsException;
import dev.darkroom.imaging.vips.VipsImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Makes all renditions of a photo from one decode: shrink while loading, then each size from the one above. Ordinary
 * JPEGs go the short way of {@link JpegDeveloper}; every other file, and each that is not in order, goes through libvips.
 *
 * <p>A file without its end is rejected as truncated, and one whose image data breaks off inside as corrupt: half a
 * photo is never shown as a whole one. Smaller faults that decoders mend (stray bytes, odd headers) are let pass.
 * Thread-safe; in one process as many photos are decoded at a time as it has processors, others wait.
 */
public final class RenditionDeveloper {
    /** A JPEG is decoded to at least this many times the largest size: below, the picture visibly softens. */
    private static final double SHRINK_MARGIN = 1.5;

    private static final Semaphore DECODES = new Semaphore(Runtime.getRuntime().availableProcessors());

    private final Vips vips;
    private final VipsEncoder encoder;
    private final Originals originals;
    private final Optional<JpegDeveloper> jpegs;
    private final RenditionRecipe recipe;
    private final Optional<JpegTask> task;

    /** With what this process has for JPEGs. */
    public RenditionDeveloper(Vips vips, RenditionRecipe recipe) {
        this(vips, JpegDeveloper.load(), recipe);
    }

    /** {@code jpegs} may be absent: then {@code vips} makes the same of them, in more time. */
    public RenditionDeveloper(Vips vips, Optional<JpegDeveloper> jpegs, RenditionRecipe recipe) {
        this.vips = vips;
        this.encoder = new VipsEncoder(vips);
        this.originals = new Originals(vips);
        this.jpegs = jpegs;
        this.recipe = recipe;
        this.task = recipe.jpegQuality().isPresent()
                ? Optional.of(new JpegTask(recipe.sizes(), recipe.jpegQuality().getAsInt(), SHRINK_MARGIN))
                : Optional.empty();
    }

    /**
     * Develops one original.
     *
     * @param header the file's, already checked against the limits
     * @throws RejectedException with {@link Reason#TRUNCATED}, {@link Reason#CORRUPT} or {@link Reason#CODEC_UNAVAILABLE}
     */
    public RenditionSet develop(ImageFile original, ImageHeader header) throws RejectedException {
        requireEncoders();
        DECODES.acquireUninterruptibly();
        try {
            Optional<JpegCascade> cascade = cascade(original, header);
            return cascade.isPresent() ? renditions(cascade.get()) : developByVips(original, header);
        } finally {
            DECODES.release();
        }
    }

    /** The same for a file that Java alone has. */
    public RenditionSet develop(byte[] original, ImageHeader header) throws RejectedException {
        return develop(ImageFile.of(original), header);
    }

    private Optional<JpegCascade> cascade(ImageFile original, ImageHeader header) {
        if (header.format() != ImageFormat.JPEG || jpegs.isEmpty() || task.isEmpty()) {
            return Optional.empty();
        }
        return jpegs.get().develop(original, header.width(), header.height(), task.get());
    }

    private RenditionSet renditions(JpegCascade cascade) {
        List<RenditionFile> files = new ArrayList<>();
        for (int i = 0; i < cascade.levels().size(); i++) {
            JpegLevel level = cascade.levels().get(i);
            files.add(file(
                    recipe.outputs().get(i),
                    level.width(),
                    level.height(),
                    level.jpeg(),
                    ContentHash.of(level.jpeg())));
        }
        return new RenditionSet(cascade.width(), cascade.height(), files, cascade.smallest());
    }

    private RenditionSet developByVips(ImageFile file, ImageHeader header) throws RejectedException {
        byte[] original = file.bytes();
        try {
            if (file.memory().isPresent()) {
                return develop(original, file.memory().get(), header);
            }
            try (Memory copy = new Memory(original.length)) {
                copy.write(0, original, 0, original.length);
                return develop(original, copy, header);
            }
        } catch (RejectedException e) {
            throw forOwner(header.format(), e);
        } catch (CodecException e) {
            throw rejection(original, header.format(), e.isTruncated(), e);
        } catch (VipsException e) {
            throw rejection(original, header.format(), false, e);
        }
    }

    /** The operator's remedy stays in the cause, and with {@code ./darkroom doctor}: an owner can do nothing with it. */
    static RejectedException forOwner(ImageFormat format, RejectedException e) {
        return e.reason() == Reason.CODEC_UNAVAILABLE
                ? new RejectedException(
                        Reason.CODEC_UNAVAILABLE,
                        format.name() + " pictures cannot be shown here; the original is kept, and can be downloaded."
                                + " To see it here, upload it as JPEG",
                        e)
                : e;
    }

    private void requireEncoders() throws RejectedException {
        for (Output output : recipe.outputs()) {
            if (!encoder.writes(output.format())) {
                throw new RejectedException(
                        Reason.CODEC_UNAVAILABLE,
                        vips.description() + " writes no " + output.format().code() + ", which the recipe asks for");
            }
        }
    }

    private static RejectedException rejection(
            byte[] original, ImageFormat format, boolean truncated, Exception cause) {
        return truncated || Completeness.isTruncated(format, original)
                ? new RejectedException(
                        Reason.TRUNCATED,
                        "The " + format.code() + " ends before its image does, after " + original.length + " bytes",
                        cause)
                : new RejectedException(Reason.CORRUPT, "The " + format.code() + " cannot be decoded", cause);
    }

    private RenditionSet develop(byte[] original, Memory bytes, ImageHeader header)
            throws RejectedException, VipsException, CodecException {
        int shrink = header.format() == ImageFormat.JPEG ? shrink(header) : 1;
        try (VipsImage source = originals.open(header, original, bytes, shrink)) {
            // A shrunk JPEG reports its shrunk sides; every other decoder knows best.
            int width = header.format() == ImageFormat.JPEG ? header.width() : source.width();
            int height = header.format() == ImageFormat.JPEG ? header.height() : source.height();
            boolean turned = source.orientation() >= 5;
            VipsImage current = largest(source);
            List<RenditionFile> files = new ArrayList<>();
            try {
                files.add(file(recipe.outputs().get(0), current, files));
                for (Output output :
                        recipe.outputs().subList(1, recipe.outputs().size())) {
                    VipsImage next = smaller(current, output.size());
                    current.close();
                    current = next;
                    files.add(file(output, current, files));
                }
                Pixels smallest = new Pixels(current.width(), current.height(), vips.samples(current));
                return new RenditionSet(turned ? height : width, turned ? width : height, files, smallest);
            } finally {
                current.close();
            }
        }
    }

    private int shrink(ImageHeader header) {
        int kept = recipe.crop() == Crop.NONE ? header.longSide() : Math.min(header.width(), header.height());
        return JpegTask.shrink(kept, SHRINK_MARGIN * recipe.outputs().get(0).size());
    }

    /** Upright, in sRGB, on the background, in memory, and knowing nothing of where it is from. */
    private VipsImage largest(VipsImage source) throws VipsException {
        int side = recipe.outputs().get(0).size();
        try (VipsImage fitted = vips.thumbnail(source, fitting(side, source));
                VipsImage coloured = vips.toSrgb(fitted)) {
            VipsImage whole = coloured.hasAlpha() ? opaque(coloured) : vips.compute(coloured);
            vips.forgetMetadata(whole);
            return recipe.crop() == Crop.NONE ? whole : square(whole, side);
        }
    }

    /** The longer side of a picture whose shorter one is to be {@code side}, if it will be cropped. */
    private int fitting(int side, VipsImage source) {
        if (recipe.crop() == Crop.NONE) {
            return side;
        }
        double stretch = (double) Math.max(source.width(), source.height()) / Math.min(source.width(), source.height());
        return (int) Math.min(Math.ceil(side * stretch), Math.max(source.width(), source.height()));
    }

    private VipsImage square(VipsImage whole, int side) throws VipsException {
        int shorter = Math.min(whole.width(), whole.height());
        try (whole;
                VipsImage cropped = vips.square(whole, Math.min(side, shorter), recipe.crop() == Crop.ATTENTION)) {
            VipsImage square = vips.compute(cropped);
            vips.forgetMetadata(square);
            return square;
        }
    }

    private VipsImage opaque(VipsImage image) throws VipsException {
        try (VipsImage flat = vips.flatten(image, recipe.background())) {
            return vips.compute(flat);
        }
    }

    private VipsImage smaller(VipsImage image, int size) throws VipsException {
        try (VipsImage fitted = vips.thumbnail(image, size)) {
            return vips.compute(fitted);
        }
    }

    /** A size that the image does not reach has the same picture as one above: it is not encoded again. */
    private RenditionFile file(Output output, VipsImage image, List<RenditionFile> above) throws VipsException {
        int width = image.width();
        int height = image.height();
        for (int i = above.size() - 1; i >= 0; i--) {
            Rendition made = above.get(i).rendition();
            if (made.width() == width
                    && made.height() == height
                    && made.format() == output.format()
                    && recipe.outputs().get(i).quality() == output.quality()) {
                return file(output, width, height, above.get(i).bytes(), made.content());
            }
        }
        byte[] bytes = encoder.encode(image, output.format(), output.quality());
        return file(output, width, height, bytes, ContentHash.of(bytes));
    }

    private static RenditionFile file(Output output, int width, int height, byte[] bytes, ContentHash content) {
        return new RenditionFile(
                new Rendition(output.size(), output.format(), width, height, bytes.length, content), bytes);
    }
}
