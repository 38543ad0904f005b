package dev.darkroom.imaging.codec;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.natives.LoadedLibrary;
import dev.darkroom.imaging.natives.NativeName;
import java.util.Locale;
import java.util.Optional;

/** JPEG XL by libjxl, through JNA: the first frame, upright. Thread-safe. */
public final class Jxl {
    private static final int BASIC_INFO = 0x40;
    private static final int COLOUR_ENCODING = 0x100;
    private static final int FULL_IMAGE = 0x1000;
    private static final int ERROR = 1;
    private static final int NEED_MORE_INPUT = 2;
    private static final int NEED_IMAGE_OUT_BUFFER = 5;
    private static final int UINT8 = 2;
    private static final int UINT16 = 3;
    /** The colours of the samples that come out, rather than those that went in. */
    private static final int TARGET_DATA = 1;
    /** From here on two functions no longer take a pixel format, which they always ignored. */
    private static final int VERSION_WITHOUT_FORMAT = 9000;

    private static final int MAX_STEPS = 64;
    private static final int MAX_PROFILE_BYTES = 4 << 20;

    // struct JxlBasicInfo, and where its fields stand
    private static final int INFO_BYTES = 512;
    private static final int WIDTH_AT = 4;
    private static final int HEIGHT_AT = 8;
    private static final int BITS_AT = 12;
    private static final int COLOURS_AT = 52;
    private static final int ALPHA_BITS_AT = 60;

    // Process-wide like the library itself; guarded by the class.
    private static Optional<Jxl> loaded = Optional.empty();

    private final LoadedLibrary found;
    private final int version;

    private Jxl(LoadedLibrary found) {
        this.found = found;
        this.version = found.library().getFunction("JxlDecoderVersion").invokeInt(new Object[0]);
    }

    /**
     * The libjxl of this process.
     *
     * @throws RejectedException with {@code CODEC_UNAVAILABLE} and how to install it, when there is none
     */
    public static synchronized Jxl load() throws RejectedException {
        if (loaded.isEmpty()) {
            loaded = Optional.of(new Jxl(NativeName.LIBJXL.load()));
        }
        return loaded.get();
    }

    /** Version and origin of the library: {@code libjxl 0.11.2 (bundled: ...)}. */
    public String description() {
        return String.format(
                Locale.ROOT,
                "libjxl %d.%d.%d (%s)",
                version / 1_000_000,
                version / 1000 % 1000,
                version % 1000,
                found.origin());
    }

    /**
     * Decodes the whole file in {@code file}.
     *
     * @param maxPixels how many a picture may have; the header has been checked before, in Java
     */
    public DecodedPixels decode(Memory file, long maxPixels) throws CodecException {
        Pointer decoder =
                (Pointer) found.library().getFunction("JxlDecoderCreate").invoke(Pointer.class, new Object[] {null});
        try (Memory info = new Memory(INFO_BYTES)) {
            info.clear();
            require("JxlDecoderSubscribeEvents", decoder, BASIC_INFO | COLOUR_ENCODING | FULL_IMAGE);
            // Left open: of a closed input a missing end would be an error like any other.
            require("JxlDecoderSetInput", decoder, file, file.size());
            return new Decoding(decoder, info, maxPixels).run();
        } finally {
            call("JxlDecoderDestroy", decoder);
        }
    }

    /** The conversation with one decoder. */
    private final class Decoding {
        private final Pointer decoder;
        private final Memory info;
        private final long maxPixels;
        private Optional<byte[]> profile = Optional.empty();
        private Optional<DecodedPixels> picture = Optional.empty();

        Decoding(Pointer decoder, Memory info, long maxPixels) {
            this.decoder = decoder;
            this.info = info;
            this.maxPixels = maxPixels;
        }

        DecodedPixels run() throws CodecException {
            boolean whole = false;
            try {
                for (int step = 0; step < MAX_STEPS; step++) {
                    switch (integer("JxlDecoderProcessInput", decoder)) {
                        case BASIC_INFO -> require("JxlDecoderGetBasicInfo", decoder, info);
                        case COLOUR_ENCODING -> profile = colours();
                        case NEED_IMAGE_OUT_BUFFER -> provide();
                        case FULL_IMAGE -> {
                            whole = true;
                            return picture.orElseThrow();
                        }
                        case NEED_MORE_INPUT -> throw CodecException.truncated("libjxl: the file ends in its image");
                        case ERROR -> throw CodecException.corrupt("libjxl: the image data is damaged");
                        default -> throw CodecException.corrupt("libjxl: no picture in the file");
                    }
                }
                throw CodecException.corrupt("libjxl: no picture after " + MAX_STEPS + " steps");
            } finally {
                if (!whole) {
                    picture.ifPresent(DecodedPixels::close);
                }
            }
        }

        private void provide() throws CodecException {
            int width = info.getInt(WIDTH_AT);
            int height = info.getInt(HEIGHT_AT);
            int bands = info.getInt(COLOURS_AT) + (info.getInt(ALPHA_BITS_AT) > 0 ? 1 : 0);
            int bits = info.getInt(BITS_AT) > 8 ? 16 : 8;
            if (picture.isPresent() || width < 1 || height < 1 || (long) width * height > maxPixels || bands > 4) {
                throw CodecException.corrupt("libjxl: " + width + "x" + height + " with " + bands + " bands");
            }
            Memory samples = new Memory((long) width * height * bands * (bits / 8));
            picture = Optional.of(new DecodedPixels(samples, width, height, bands, bits, profile, samples::close));
            try (Memory format = pixelFormat(bands, bits)) {
                require("JxlDecoderSetImageOutBuffer", decoder, format, samples, samples.size());
            }
        }

        private Optional<byte[]> colours() {
            LongByReference bytes = new LongByReference();
            if (integer("JxlDecoderGetICCProfileSize", colourArguments(bytes)) != 0
                    || bytes.getValue() < 1
                    || bytes.getValue() > MAX_PROFILE_BYTES) {
                return Optional.empty();
            }
            try (Memory raw = new Memory(bytes.getValue())) {
                return integer("JxlDecoderGetColorAsICCProfile", colourArguments(raw, raw.size())) == 0
                        ? Optional.of(raw.getByteArray(0, (int) raw.size()))
                        : Optional.empty();
            }
        }

        private Object[] colourArguments(Object... last) {
            boolean withFormat = version < VERSION_WITHOUT_FORMAT;
            Object[] arguments = new Object[(withFormat ? 3 : 2) + last.length];
            arguments[0] = decoder;
            arguments[arguments.length - last.length - 1] = TARGET_DATA;
            System.arraycopy(last, 0, arguments, arguments.length - last.length, last.length);
            return arguments;
        }
    }

    /** {@code struct JxlPixelFormat}: bands, type of a sample, byte order (0 the machine's), alignment of rows. */
    private static Memory pixelFormat(int bands, int bits) {
        Memory format = new Memory(24);
        format.clear();
        format.setInt(0, bands);
        format.setInt(4, bits == 8 ? UINT8 : UINT16);
        return format;
    }

    private void require(String function, Object... arguments) throws CodecException {
        if (integer(function, arguments) != 0) {
            throw CodecException.corrupt(function + " failed");
        }
    }

    private void call(String function, Object... arguments) {
        found.library().getFunction(function).invokeVoid(arguments);
    }

    private int integer(String function, Object... arguments) {
        return found.library().getFunction(function).invokeInt(arguments);
    }
}
