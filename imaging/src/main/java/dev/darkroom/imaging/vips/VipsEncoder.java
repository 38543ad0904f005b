package dev.darkroom.imaging.vips;

import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.darkroom.core.photo.ImageFormat;

/** Makes files of images, in the formats that renditions have. */
public final class VipsEncoder {
    private static final int SUBSAMPLE_ON = 1;
    private static final int COMPRESSION_AV1 = 4;
    private static final int EFFORT = 4;

    private final Vips vips;

    public VipsEncoder(Vips vips) {
        this.vips = vips;
    }

    /** Whether this build of libvips can. */
    public boolean writes(ImageFormat format) {
        Object[] arguments = {"VipsOperation", saver(format)};
        return vips.function("vips_type_find").invokeLong(arguments) != 0;
    }

    private static String saver(ImageFormat format) {
        return (format == ImageFormat.AVIF ? "heif" : format.code()) + "save_buffer";
    }

    /** A file of {@code format} (JPEG with 4:2:0 chroma, WebP, AVIF) with no metadata of any kind. */
    public byte[] encode(VipsImage image, ImageFormat format, int quality) throws VipsException {
        PointerByReference out = new PointerByReference();
        LongByReference length = new LongByReference();
        Object[] options = switch (format) {
            case JPEG -> new Object[] {"subsample_mode", SUBSAMPLE_ON, "optimize_coding", 1, null};
            case WEBP -> new Object[] {"effort", EFFORT, null};
            case AVIF -> new Object[] {"compression", COMPRESSION_AV1, "effort", EFFORT, "bitdepth", 8, null};
            default -> throw new IllegalArgumentException("Nothing is written as " + format.code());
        };
        Object[] arguments = new Object[7 + options.length];
        System.arraycopy(new Object[] {image.pointer(), out, length, "Q", quality, "strip", 1}, 0, arguments, 0, 7);
        System.arraycopy(options, 0, arguments, 7, options.length);
        vips.call("vips_" + saver(format), arguments);
        try {
            return out.getValue().getByteArray(0, (int) length.getValue());
        } finally {
            vips.function("g_free").invokeVoid(new Object[] {out.getValue()});
        }
    }
}
