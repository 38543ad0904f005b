package dev.darkroom.imaging.codec;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.natives.LoadedLibrary;
import dev.darkroom.imaging.natives.NativeName;
import java.util.Optional;

/**
 * HEIC by libheif, through JNA: the primary picture with its tiles joined, its crop and turn applied. Thread-safe.
 *
 * <p>Decoding HEVC may need a licence of its patents; that is for whoever runs this to settle.
 */
public final class Heif {
    private static final int COMPRESSION_HEVC = 1;
    private static final int COLOURS_RGB = 1;
    private static final int INTERLEAVED_RGB = 10;
    private static final int INTERLEAVED_RGBA = 11;
    private static final int MAX_PROFILE_BYTES = 4 << 20;

    // Process-wide like the library itself; guarded by the class.
    private static Optional<Heif> loaded = Optional.empty();

    private final LoadedLibrary found;

    /** {@code struct heif_error}, which every function returns by value. */
    @Structure.FieldOrder({"code", "subcode", "message"})
    public static class Result extends Structure implements Structure.ByValue {
        /** 0 when all went well. */
        public int code;

        /** Details of it. */
        public int subcode;

        /** Static text. */
        public Pointer message;

        /** For JNA. */
        public Result() {}
    }

    private Heif(LoadedLibrary found) {
        this.found = found;
    }

    /**
     * The libheif of this process.
     *
     * @throws RejectedException with {@code CODEC_UNAVAILABLE} and how to install it, when there is none that decodes HEVC
     */
    public static synchronized Heif load() throws RejectedException {
        if (loaded.isEmpty()) {
            Heif heif = new Heif(NativeName.LIBHEIF.load());
            if (heif.integer("heif_have_decoder_for_format", COMPRESSION_HEVC) == 0) {
                throw new RejectedException(
                        Reason.CODEC_UNAVAILABLE,
                        heif.description() + " has no decoder for HEVC (Debian 12: apt install libheif1; Debian 13:"
                                + " apt install libheif-plugin-libde265)");
            }
            loaded = Optional.of(heif);
        }
        return loaded.get();
    }

    /** Version and origin of the library: {@code libheif 1.23.0 (bundled: ...)}. */
    public String description() {
        String version = found.library().getFunction("heif_get_version").invokeString(new Object[0], false);
        return "libheif " + version + " (" + found.origin() + ")";
    }

    /**
     * Decodes the whole file in {@code file}.
     *
     * @param maxPixels how many a picture may have; the header has been checked before, in Java
     */
    public DecodedPixels decode(Memory file, long maxPixels) throws CodecException {
        Pointer context = pointer("heif_context_alloc");
        try {
            // Parallel photos are worth more than parallel tiles of one photo.
            call("heif_context_set_max_decoding_threads", context, 0);
            check("heif_context_read_from_memory_without_copy", context, file, file.size(), null);
            PointerByReference handle = new PointerByReference();
            check("heif_context_get_primary_image_handle", context, handle);
            try {
                return decodePicture(handle.getValue(), maxPixels);
            } finally {
                call("heif_image_handle_release", handle.getValue());
            }
        } finally {
            call("heif_context_free", context);
        }
    }

    private DecodedPixels decodePicture(Pointer handle, long maxPixels) throws CodecException {
        long width = integer("heif_image_handle_get_width", handle);
        long height = integer("heif_image_handle_get_height", handle);
        if (width * height > maxPixels) {
            throw CodecException.corrupt("libheif: " + width + "x" + height + " is more than the header says");
        }
        Optional<byte[]> profile = profile(handle);
        boolean alpha = integer("heif_image_handle_has_alpha_channel", handle) != 0;
        PointerByReference out = new PointerByReference();
        check("heif_decode_image", handle, out, COLOURS_RGB, alpha ? INTERLEAVED_RGBA : INTERLEAVED_RGB, null);
        Pointer image = out.getValue();
        try {
            return packed(image, alpha ? 4 : 3, profile);
        } finally {
            call("heif_image_release", image);
        }
    }

    /** A copy without the gaps that libheif leaves at the end of each row. */
    private DecodedPixels packed(Pointer image, int bands, Optional<byte[]> profile) throws CodecException {
        int width = integer("heif_image_get_width", image, INTERLEAVED_RGB);
        int height = integer("heif_image_get_height", image, INTERLEAVED_RGB);
        IntByReference stride = new IntByReference();
        Pointer rows = pointer("heif_image_get_plane_readonly", image, INTERLEAVED_RGB, stride);
        if (rows == null || width < 1 || height < 1) {
            throw CodecException.corrupt("libheif gave no picture");
        }
        long rowBytes = (long) width * bands;
        Memory samples = new Memory(rowBytes * height);
        byte[] row = new byte[(int) rowBytes];
        for (int y = 0; y < height; y++) {
            rows.read((long) y * stride.getValue(), row, 0, row.length);
            samples.write(y * rowBytes, row, 0, row.length);
        }
        return new DecodedPixels(samples, width, height, bands, 8, profile, samples::close);
    }

    private Optional<byte[]> profile(Pointer handle) throws CodecException {
        long bytes = (long) found.library()
                .getFunction("heif_image_handle_get_raw_color_profile_size")
                .invoke(long.class, new Object[] {handle});
        if (bytes < 1 || bytes > MAX_PROFILE_BYTES) {
            return Optional.empty();
        }
        try (Memory raw = new Memory(bytes)) {
            check("heif_image_handle_get_raw_color_profile", handle, raw);
            return Optional.of(raw.getByteArray(0, (int) bytes));
        }
    }

    private void check(String function, Object... arguments) throws CodecException {
        Result result = (Result) found.library().getFunction(function).invoke(Result.class, arguments);
        if (result.code != 0) {
            String text = result.message == null ? "" : result.message.getString(0);
            throw CodecException.corrupt(function + ": " + text + " (" + result.code + "." + result.subcode + ")");
        }
    }

    private void call(String function, Object... arguments) {
        found.library().getFunction(function).invokeVoid(arguments);
    }

    private int integer(String function, Object... arguments) {
        return found.library().getFunction(function).invokeInt(arguments);
    }

    private Pointer pointer(String function, Object... arguments) {
        return (Pointer) found.library().getFunction(function).invoke(Pointer.class, arguments);
    }
}
