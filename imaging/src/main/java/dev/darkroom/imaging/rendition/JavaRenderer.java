package dev.darkroom.imaging.rendition;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.codec.CodecException;
import dev.darkroom.imaging.codec.Heif;
import dev.darkroom.imaging.codec.Jxl;
import dev.darkroom.imaging.format.ImageFile;
import dev.darkroom.imaging.format.ImageHeader;
import dev.darkroom.imaging.hash.Pixels;
import dev.darkroom.imaging.jpeg.JpegDeveloper;
import dev.darkroom.imaging.portable.JavaEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Renders without libvips, as JPEG only: every format but AVIF, at most a quarter of Java's heap for one picture, and the
 * square that draws attention is the one in the middle.
 */
public final class JavaRenderer implements Renderer {
    private final String missing;

    /** {@code missing} says why there is no libvips. */
    public JavaRenderer(String missing) {
        this.missing = missing;
    }

    @Override
    public String description() {
        return "Java's own codecs (no libvips)";
    }

    @Override
    public String reader(ImageFormat format) throws RejectedException {
        if (format.isRaw()) {
            return Originals.RAW_READER;
        }
        return switch (format) {
            case HEIC -> Heif.load().description();
            case JXL -> Jxl.load().description();
            case BMP -> Originals.OWN_READER;
            case AVIF -> throw new RejectedException(Reason.CODEC_UNAVAILABLE, missing);
            case JPEG ->
                JpegDeveloper.load()
                        .map(jpegs ->
                                jpegs.description() + " when ordinary and in order; else " + JavaEngine.reader(format))
                        .orElse(JavaEngine.reader(format));
            default -> JavaEngine.reader(format);
        };
    }

    @Override
    public boolean writes(ImageFormat format) {
        return format == ImageFormat.JPEG;
    }

    @Override
    public RenditionSet render(ImageFile file, ImageHeader header, RenditionRecipe recipe) throws RejectedException {
        if (header.format() == ImageFormat.AVIF) {
            throw new RejectedException(Reason.CODEC_UNAVAILABLE, missing);
        }
        boolean square = recipe.crop() != Crop.NONE;
        JavaEngine engine = new JavaEngine(recipe.outputs().get(0).size(), square, recipe.background());
        try {
            JavaEngine.Opened opened = engine.open(header, file);
            Pixels picture = opened.largest();
            List<RenditionFile> files = new ArrayList<>();
            for (Output output : recipe.outputs()) {
                picture = files.isEmpty() ? picture : JavaEngine.smaller(picture, output.size());
                files.add(file(recipe, output, picture, files));
            }
            return new RenditionSet(opened.width(), opened.height(), files, picture);
        } catch (CodecException e) {
            throw RenditionDeveloper.rejection(file.bytes(), header.format(), e.isTruncated(), e);
        }
    }

    private static RenditionFile file(
            RenditionRecipe recipe, Output output, Pixels picture, List<RenditionFile> above) {
        int width = picture.width();
        int height = picture.height();
        Optional<RenditionFile> same = RenditionFile.same(above, recipe, output, width, height);
        return same.isPresent()
                ? same.get()
                : RenditionFile.of(output, width, height, JavaEngine.jpeg(picture, output.quality()));
    }
}
