package dev.darkroom.imaging.vips;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.codec.DecodedPixels;
import dev.darkroom.imaging.natives.LoadedLibrary;
import dev.darkroom.imaging.natives.NativeName;
import java.util.Optional;

/**
 * The few libvips operations that Darkroom needs, by name, through JNA. Safe for several threads; an image is for one.
 *
 * <p>There is one libvips in a process: a second build next to it fights over the same type names. It is never unloaded.
 * Pictures live in native memory, outside the Java heap: about 50 to 150 MB at most for each image being decoded.
 */
public final class Vips {
    private static final int ACCESS_SEQUENTIAL = 1;
    private static final int FAIL_ON_TRUNCATED = 1;
    private static final int SIZE_DOWN = 2;
    private static final int INTERESTING_CENTRE = 1;
    private static final int INTERESTING_ATTENTION = 3;
    private static final int GREY = 1;
    private static final int SRGB = 22;
    private static final int RGB_16 = 25;
    private static final int GREY_16 = 26;
    private static final int UCHAR = 0;
    private static final int USHORT = 2;
    private static final String PROFILE = "icc-profile-data";

    // Process-wide like the library itself; guarded by the class.
    private static Optional<Vips> loaded = Optional.empty();

    private final NativeLibrary library;
    private final String origin;

    private Vips(NativeLibrary library, String origin) {
        this.library = library;
        this.origin = origin;
    }

    /**
     * The libvips of this process, found and started on the first call.
     *
     * @throws RejectedException with {@code CODEC_UNAVAILABLE} and how to install it, when there is none
     */
    public static synchronized Vips load() throws RejectedException {
        if (loaded.isEmpty()) {
            LoadedLibrary found = NativeName.LIBVIPS.load();
            Vips vips = new Vips(found.library(), found.origin());
            vips.start();
            loaded = Optional.of(vips);
        }
        return loaded.get();
    }

    private void start() {
        // Else every damaged EXIF of a photo becomes a line on standard error.
        function("g_setenv").invokeInt(new Object[] {"VIPS_WARNING", "1", 1});
        if (function("vips_init").invokeInt(new Object[] {"darkroom"}) != 0) {
            throw new IllegalStateException("libvips does not start: " + errorText());
        }
        // Parallel photos are worth more than parallel strips of one photo.
        function("vips_concurrency_set").invokeVoid(new Object[] {1});
        function("vips_cache_set_max").invokeVoid(new Object[] {0});
        function("vips_block_untrusted_set").invokeVoid(new Object[] {1});
    }

    /** Version and origin of the library, for a log line: {@code libvips 8.18.7 (bundled: ...)}. */
    public String description() {
        String version = function("vips_version_string").invokeString(new Object[0], false);
        return "libvips " + version + " (" + origin + ")";
    }

    /** Whether this build decodes the format; some builds have loaders as modules that are not installed. */
    public boolean reads(ImageFormat format) {
        return loader(format)
                .filter(name -> function("vips_type_find").invokeLong(new Object[] {"VipsOperation", name}) != 0)
                .isPresent();
    }

    /** The others have decoders of their own, better kept than the loaders for them that some builds have. */
    private static Optional<String> loader(ImageFormat format) {
        return switch (format) {
            case JPEG -> Optional.of("jpegload_buffer");
            case PNG -> Optional.of("pngload_buffer");
            case GIF -> Optional.of("gifload_buffer");
            case WEBP -> Optional.of("webpload_buffer");
            case TIFF -> Optional.of("tiffload_buffer");
            case AVIF -> Optional.of("heifload_buffer");
            default -> Optional.empty();
        };
    }

    /**
     * Opens an image of a known format; pixels are decoded later, from top to bottom, once. A missing end is an error,
     * a damaged middle is not.
     *
     * @param bytes the file; must stay open until the image, and every image made from it, is closed or copied
     * @param shrink 1, or for a JPEG also 2, 4 or 8: decode only every such pixel
     */
    public VipsImage open(ImageFormat format, Memory bytes, int shrink) throws VipsException {
        String loader = loader(format).orElseThrow(() -> new VipsException("open", "no loader for " + format.code()));
        PointerByReference out = new PointerByReference();
        Object[] arguments = {
            bytes, bytes.size(), out, "access", ACCESS_SEQUENTIAL, "fail_on", FAIL_ON_TRUNCATED, null, null, null
        };
        if (format == ImageFormat.JPEG) {
            arguments[7] = "shrink";
            arguments[8] = shrink;
        }
        call("vips_" + loader, arguments);
        return new VipsImage(this, out.getValue());
    }

    /** Decoded samples as an image, which takes them over: they are released with it. */
    public VipsImage image(DecodedPixels pixels) throws VipsException {
        Object[] arguments = {
            pixels.samples(),
            pixels.bytes(),
            pixels.width(),
            pixels.height(),
            pixels.bands(),
            pixels.bits() == 8 ? UCHAR : USHORT
        };
        Pointer bare = (Pointer) function("vips_image_new_from_memory").invoke(Pointer.class, arguments);
        if (bare == null) {
            pixels.close();
            throw new VipsException("vips_image_new_from_memory", errorText());
        }
        try (VipsImage unnamed = new VipsImage(this, bare)) {
            PointerByReference out = new PointerByReference();
            call("vips_copy", unnamed.pointer(), out, "interpretation", interpretation(pixels), null);
            VipsImage image = new VipsImage(this, out.getValue(), pixels::close);
            pixels.profile().ifPresent(profile -> setProfile(image, profile));
            return image;
        } catch (VipsException e) {
            pixels.close();
            throw e;
        }
    }

    private static int interpretation(DecodedPixels pixels) {
        if (pixels.bands() < 3) {
            return pixels.bits() == 8 ? GREY : GREY_16;
        }
        return pixels.bits() == 8 ? SRGB : RGB_16;
    }

    /** Says what the samples of {@code image} mean. */
    public void setProfile(VipsImage image, byte[] profile) {
        function("vips_image_set_blob_copy")
                .invokeVoid(new Object[] {image.pointer(), PROFILE, profile, (long) profile.length});
    }

    /**
     * An upright copy that fits into a square of {@code side} pixels; smaller images keep their size. Colours of an image
     * with a profile are converted to sRGB; without one they are left, which is three times cheaper.
     */
    public VipsImage thumbnail(VipsImage image, int side) throws VipsException {
        PointerByReference out = new PointerByReference();
        Object[] arguments = {image.pointer(), out, side, "height", side, "size", SIZE_DOWN, null, null, null};
        if (image.hasProfile()) {
            arguments[7] = "export_profile";
            arguments[8] = "srgb";
        }
        call("vips_thumbnail_image", arguments);
        return new VipsImage(this, out.getValue());
    }

    /** The image on {@code background}, 0xRRGGBB, without its alpha channel. */
    public VipsImage flatten(VipsImage image, int background) throws VipsException {
        Pointer colour = (Pointer) function("vips_array_double_new").invoke(Pointer.class, new Object[] {
            new double[] {background >> 16, background >> 8 & 0xff, background & 0xff}, 3
        });
        try {
            PointerByReference out = new PointerByReference();
            call("vips_flatten", image.pointer(), out, "background", colour, null);
            return new VipsImage(this, out.getValue());
        } finally {
            function("vips_area_unref").invokeVoid(new Object[] {colour});
        }
    }

    /** The image with three bands of 8 bits in sRGB. */
    public VipsImage toSrgb(VipsImage image) throws VipsException {
        PointerByReference out = new PointerByReference();
        call("vips_colourspace", image.pointer(), out, SRGB, null);
        return new VipsImage(this, out.getValue());
    }

    /** Runs everything that leads to {@code image} and keeps the pixels: it no longer depends on what it came from. */
    public VipsImage compute(VipsImage image) throws VipsException {
        Pointer copy =
                (Pointer) function("vips_image_copy_memory").invoke(Pointer.class, new Object[] {image.pointer()});
        if (copy == null) {
            throw new VipsException("vips_image_copy_memory", errorText());
        }
        return new VipsImage(this, copy);
    }

    /**
     * Takes everything off an image made by {@link #compute} that is not pixels: profile, EXIF, XMP, IPTC, comments. sRGB
     * needs no profile, and savers of some builds keep the rest even when told to leave it.
     */
    public void forgetMetadata(VipsImage image) {
        Pointer names =
                (Pointer) function("vips_image_get_fields").invoke(Pointer.class, new Object[] {image.pointer()});
        try {
            for (String name : names.getStringArray(0)) {
                // What libvips computes itself (width, bands, ...) stays whatever is asked.
                function("vips_image_remove").invokeInt(new Object[] {image.pointer(), name});
            }
        } finally {
            function("g_strfreev").invokeVoid(new Object[] {names});
        }
    }

    /** A square of {@code side} pixels: the middle, or what draws attention. */
    public VipsImage square(VipsImage image, int side, boolean attention) throws VipsException {
        PointerByReference out = new PointerByReference();
        call(
                "vips_smartcrop",
                image.pointer(),
                out,
                side,
                side,
                "interesting",
                attention ? INTERESTING_ATTENTION : INTERESTING_CENTRE,
                null);
        return new VipsImage(this, out.getValue());
    }

    /** The samples of an image made by {@link #compute}, row by row, band by band; 8 bits each. */
    public byte[] samples(VipsImage image) throws VipsException {
        Pointer data = (Pointer) function("vips_image_get_data").invoke(Pointer.class, new Object[] {image.pointer()});
        if (data == null) {
            throw new VipsException("vips_image_get_data", errorText());
        }
        return data.getByteArray(0, image.width() * image.height() * image.bands());
    }

    int integer(String function, Pointer image) {
        return function(function).invokeInt(new Object[] {image});
    }

    boolean hasProfile(Pointer image) {
        return function("vips_image_get_typeof").invokeLong(new Object[] {image, PROFILE}) != 0;
    }

    void unref(Pointer object) {
        function("g_object_unref").invokeVoid(new Object[] {object});
    }

    /** Calls a varargs operation; {@code arguments} end in null. */
    void call(String operation, Object... arguments) throws VipsException {
        if (function(operation).invokeInt(arguments) != 0) {
            throw new VipsException(operation, errorText());
        }
    }

    private String errorText() {
        Pointer text = (Pointer) function("vips_error_buffer_copy").invoke(Pointer.class, new Object[0]);
        try {
            return text.getString(0);
        } finally {
            function("g_free").invokeVoid(new Object[] {text});
        }
    }

    /** Cached by the library, which looks a name up once. */
    Function function(String name) {
        return library.getFunction(name);
    }
}
