package dev.darkroom.imaging.rendition;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.format.ImageFile;
import dev.darkroom.imaging.format.ImageHeader;
import dev.darkroom.imaging.natives.NativeName;
import dev.darkroom.imaging.vips.Vips;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What makes renditions of every file that cannot go the short way of JPEGs: libvips, or Java where there is none. */
public sealed interface Renderer permits VipsRenderer, JavaRenderer {
    /**
     * The best that this process has. Java is slower by far, and reads no AVIF.
     *
     * @throws RejectedException with {@link Reason#CODEC_UNAVAILABLE}, when the libvips that somebody has named does not load
     */
    static Renderer load() throws RejectedException {
        try {
            return new VipsRenderer(Vips.load());
        } catch (RejectedException e) {
            if (NativeName.LIBVIPS.isNamed()) {
                throw e;
            }
            return new JavaRenderer(e.getMessage());
        }
    }

    /** Its name and version, for a log line. */
    String description();

    /**
     * What reads originals of a format: name, version and origin, for a person.
     *
     * @throws RejectedException with {@link Reason#CODEC_UNAVAILABLE} and how to install it
     */
    String reader(ImageFormat format) throws RejectedException;

    /** Whether renditions can have this format. */
    boolean writes(ImageFormat format);

    /**
     * Makes all renditions of one original.
     *
     * @throws RejectedException with {@link Reason#TRUNCATED}, {@link Reason#CORRUPT} or {@link Reason#CODEC_UNAVAILABLE}
     */
    RenditionSet render(ImageFile original, ImageHeader header, RenditionRecipe recipe) throws RejectedException;

    /** The formats that have a reader. */
    default List<ImageFormat> formats() {
        List<ImageFormat> readable = new ArrayList<>();
        for (ImageFormat format : ImageFormat.values()) {
            try {
                reader(format);
                readable.add(format);
            } catch (RejectedException e) {
                Logger log = LoggerFactory.getLogger(Renderer.class);
                log.info("{} will be rejected as codec-unavailable: {}", format, e.getMessage());
            }
        }
        return readable;
    }
}
