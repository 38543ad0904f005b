package dev.darkroom.imaging.rendition;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.format.Completeness;
import dev.darkroom.imaging.format.ImageFile;
import dev.darkroom.imaging.format.ImageHeader;
import dev.darkroom.imaging.jpeg.JpegCascade;
import dev.darkroom.imaging.jpeg.JpegDeveloper;
import dev.darkroom.imaging.jpeg.JpegLevel;
import dev.darkroom.imaging.jpeg.JpegTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Makes all renditions of a photo from one decode: shrink while loading, then each size from the one above. Ordinary
 * JPEGs go the short way of {@link JpegDeveloper}; every other file, and each that is not in order, goes through a {@link Renderer}.
 *
 * <p>A file without its end is rejected as truncated, and one whose image data breaks off inside as corrupt: half a
 * photo is never shown as a whole one. Smaller faults that decoders mend (stray bytes, odd headers) are let pass.
 * Thread-safe; in one process as many photos are decoded at a time as it has processors, others wait.
 */
public final class RenditionDeveloper {
    /** A JPEG is decoded to at least this many times the largest size: below, the picture visibly softens. */
    static final double SHRINK_MARGIN = 1.5;

    private static final Semaphore DECODES = new Semaphore(Runtime.getRuntime().availableProcessors());

    private final Renderer renderer;
    private final Optional<JpegDeveloper> jpegs;
    private final RenditionRecipe recipe;
    private final Optional<JpegTask> task;

    /** With what this process has for JPEGs. */
    public RenditionDeveloper(Renderer renderer, RenditionRecipe recipe) {
        this(renderer, JpegDeveloper.load(), recipe);
    }

    /** {@code jpegs} may be absent: then {@code renderer} makes the same of them, in more time. */
    public RenditionDeveloper(Renderer renderer, Optional<JpegDeveloper> jpegs, RenditionRecipe recipe) {
        this.renderer = renderer;
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
            return cascade.isPresent() ? renditions(cascade.get()) : renderer.render(original, header, recipe);
        } catch (RejectedException e) {
            throw forOwner(header.format(), e);
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
            files.add(RenditionFile.of(recipe.outputs().get(i), level.width(), level.height(), level.jpeg()));
        }
        return new RenditionSet(cascade.width(), cascade.height(), files, cascade.smallest());
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
            if (!renderer.writes(output.format())) {
                throw new RejectedException(
                        Reason.CODEC_UNAVAILABLE,
                        renderer.description() + " writes no " + output.format().code()
                                + ", which the recipe asks for");
            }
        }
    }

    static RejectedException rejection(byte[] original, ImageFormat format, boolean truncated, Exception cause) {
        return truncated || Completeness.isTruncated(format, original)
                ? new RejectedException(
                        Reason.TRUNCATED,
                        "The " + format.code() + " ends before its image does, after " + original.length + " bytes",
                        cause)
                : new RejectedException(Reason.CORRUPT, "The " + format.code() + " cannot be decoded", cause);
    }
}
