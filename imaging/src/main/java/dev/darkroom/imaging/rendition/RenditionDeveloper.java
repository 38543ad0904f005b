package dev.darkroom.imaging.rendition;

import com.sun.jna.Memory;
import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.core.photo.Rendition;
import dev.darkroom.imaging.codec.CodecException;
import dev.darkroom.imaging.format.Completeness;
import dev.darkroom.imaging.format.ImageHeader;
import dev.darkroom.imaging.hash.Pixels;
import dev.darkroom.imaging.vips.Vips;
import dev.darkroom.imaging.vips.VipsException;
import dev.darkroom.imaging.vips.VipsImage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Makes all renditions of a photo from one decode: shrink while loading, then each size from the one above.
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
    private final Originals originals;
    private final RenditionRecipe recipe;

    public RenditionDeveloper(Vips vips, RenditionRecipe recipe) {
        this.vips = vips;
        this.originals = new Originals(vips);
        this.recipe = recipe;
    }

    /**
     * Develops one original.
     *
     * @param original the whole file
     * @param header its header, already checked against the limits
     * @throws RejectedException with {@link Reason#TRUNCATED}, {@link Reason#CORRUPT} or {@link Reason#CODEC_UNAVAILABLE}
     */
    public RenditionSet develop(byte[] original, ImageHeader header) throws RejectedException {
        DECODES.acquireUninterruptibly();
        try (Memory bytes = new Memory(original.length)) {
            bytes.write(0, original, 0, original.length);
            return develop(original, bytes, header);
        } catch (RejectedException e) {
            throw forOwner(header.format(), e);
        } catch (CodecException e) {
            throw rejection(original, header.format(), e.isTruncated(), e);
        } catch (VipsException e) {
            throw rejection(original, header.format(), false, e);
        } finally {
            DECODES.release();
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
        int shrink = header.format() == ImageFormat.JPEG ? shrink(header.longSide()) : 1;
        try (VipsImage source = originals.open(header, original, bytes, shrink)) {
            // A shrunk JPEG reports its shrunk sides; every other decoder knows best.
            int width = header.format() == ImageFormat.JPEG ? header.width() : source.width();
            int height = header.format() == ImageFormat.JPEG ? header.height() : source.height();
            boolean turned = source.orientation() >= 5;
            VipsImage current = largest(source);
            List<RenditionFile> files = new ArrayList<>();
            try {
                files.add(file(recipe.sizes().get(0), current, files));
                for (int size : recipe.sizes().subList(1, recipe.sizes().size())) {
                    VipsImage next = smaller(current, size);
                    current.close();
                    current = next;
                    files.add(file(size, current, files));
                }
                Pixels smallest = new Pixels(current.width(), current.height(), vips.samples(current));
                return new RenditionSet(turned ? height : width, turned ? width : height, files, smallest);
            } finally {
                current.close();
            }
        }
    }

    private int shrink(int longSide) {
        for (int shrink = 8; shrink > 1; shrink /= 2) {
            if ((double) longSide / shrink >= SHRINK_MARGIN * recipe.sizes().get(0)) {
                return shrink;
            }
        }
        return 1;
    }

    /** Upright, in sRGB, on white, in memory. */
    private VipsImage largest(VipsImage source) throws VipsException {
        try (VipsImage fitted = vips.thumbnail(source, recipe.sizes().get(0));
                VipsImage coloured = vips.toSrgb(fitted)) {
            VipsImage largest = coloured.hasAlpha() ? opaque(coloured) : vips.compute(coloured);
            vips.forgetProfile(largest);
            return largest;
        }
    }

    private VipsImage opaque(VipsImage image) throws VipsException {
        try (VipsImage flat = vips.flatten(image)) {
            return vips.compute(flat);
        }
    }

    private VipsImage smaller(VipsImage image, int size) throws VipsException {
        try (VipsImage fitted = vips.thumbnail(image, size)) {
            return vips.compute(fitted);
        }
    }

    /** A size that the image does not reach has the same picture as the one above: it is not encoded again. */
    private RenditionFile file(int size, VipsImage image, List<RenditionFile> above) throws VipsException {
        int width = image.width();
        int height = image.height();
        if (!above.isEmpty()) {
            RenditionFile last = above.get(above.size() - 1);
            if (last.rendition().width() == width && last.rendition().height() == height) {
                Rendition same = last.rendition();
                return new RenditionFile(
                        new Rendition(size, width, height, same.bytes(), same.content()), last.bytes());
            }
        }
        byte[] jpeg = vips.jpeg(image, recipe.quality());
        return new RenditionFile(new Rendition(size, width, height, jpeg.length, ContentHash.of(jpeg)), jpeg);
    }
}
