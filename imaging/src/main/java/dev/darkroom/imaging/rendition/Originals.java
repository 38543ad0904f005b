package dev.darkroom.imaging.rendition;

import com.sun.jna.Memory;
import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.codec.Bmp;
import dev.darkroom.imaging.codec.CodecException;
import dev.darkroom.imaging.codec.Heif;
import dev.darkroom.imaging.codec.Jxl;
import dev.darkroom.imaging.colour.IccProfile;
import dev.darkroom.imaging.format.ColourNumbers;
import dev.darkroom.imaging.format.DcfColour;
import dev.darkroom.imaging.format.ImageHeader;
import dev.darkroom.imaging.jpeg.JpegDeveloper;
import dev.darkroom.imaging.vips.Vips;
import dev.darkroom.imaging.vips.VipsException;
import dev.darkroom.imaging.vips.VipsImage;

/** Opens an original of any format as a libvips image, with the library that reads it best. */
final class Originals {
    static final String OWN_READER = "Darkroom itself";
    static final String RAW_READER = "Darkroom itself, to find the camera's preview; then as jpeg";

    private final Vips vips;

    Originals(Vips vips) {
        this.vips = vips;
    }

    /**
     * The picture of a file, in its own colours.
     *
     * @param file the bytes; must stay as they are until the image, and every image made from it, is closed or copied
     * @param memory the same bytes, in native memory
     * @param shrink for a JPEG, see {@link Vips#open}
     * @throws RejectedException with {@link Reason#CODEC_UNAVAILABLE}
     */
    VipsImage open(ImageHeader header, byte[] file, Memory memory, int shrink)
            throws RejectedException, VipsException, CodecException {
        return switch (header.format()) {
            case HEIC -> coloured(header, file, vips.image(Heif.load().decode(memory, header.pixels())));
            case AVIF, PNG -> coloured(header, file, loaded(header, memory, shrink));
            case JXL -> vips.image(Jxl.load().decode(memory, header.pixels()));
            case JPEG -> photographed(file, loaded(header, memory, shrink));
            case BMP -> vips.image(Bmp.decode(file, header.pixels()));
            default -> loaded(header, memory, shrink);
        };
    }

    private VipsImage loaded(ImageHeader header, Memory memory, int shrink) throws RejectedException, VipsException {
        requireLoader(header.format());
        return vips.open(header.format(), memory, shrink);
    }

    /**
     * What reads originals of a format: name, version and origin, for a person.
     *
     * @throws RejectedException with {@link Reason#CODEC_UNAVAILABLE} and how to install it
     */
    String reader(ImageFormat format) throws RejectedException {
        if (format.isRaw()) {
            return RAW_READER;
        }
        return switch (format) {
            case HEIC -> Heif.load().description();
            case JXL -> Jxl.load().description();
            case BMP -> OWN_READER;
            case JPEG -> {
                requireLoader(format);
                yield JpegDeveloper.load()
                        .map(jpegs -> jpegs.description() + " when ordinary and in order; else " + vips.description())
                        .orElse(vips.description());
            }
            default -> {
                requireLoader(format);
                yield vips.description();
            }
        };
    }

    private void requireLoader(ImageFormat format) throws RejectedException {
        if (!vips.reads(format)) {
            throw new RejectedException(
                    Reason.CODEC_UNAVAILABLE,
                    vips.description() + " has no decoder for " + format.code()
                            + "; the bundled one has: unset DARKROOM_LIBVIPS, or apt install libvips42");
        }
    }

    /** A camera's Adobe RGB is a word in its EXIF; the inks of CMYK are something else. */
    private VipsImage photographed(byte[] file, VipsImage image) {
        if (!image.hasProfile() && image.bands() == 3 && DcfColour.isAdobeRgb(file)) {
            vips.setProfile(image, IccProfile.adobeRgb());
        }
        return image;
    }

    /** Decoders hand a profile over, and are silent about colours that are only numbers. */
    private VipsImage coloured(ImageHeader header, byte[] file, VipsImage image) {
        if (!image.hasProfile()) {
            ColourNumbers.find(header.format(), file)
                    .flatMap(IccProfile::of)
                    .ifPresent(profile -> vips.setProfile(image, profile));
        }
        return image;
    }
}
