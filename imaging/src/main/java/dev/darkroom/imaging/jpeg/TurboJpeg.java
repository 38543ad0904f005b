package dev.darkroom.imaging.jpeg;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;

/** The few functions of libjpeg-turbo's TurboJPEG 3 that Darkroom needs. Thread-safe; a {@link Handle} is for one. */
final class TurboJpeg {
    private static final int COMPRESS = 0;
    private static final int DECOMPRESS = 1;

    private static final int STOP_ON_WARNING = 0;
    private static final int NO_REALLOC = 2;
    private static final int QUALITY = 3;
    private static final int SUBSAMPLING = 4;
    private static final int WIDTH = 5;
    private static final int HEIGHT = 6;
    private static final int PRECISION = 7;
    private static final int COLOURS = 8;
    private static final int OPTIMISE = 11;

    private static final int YCBCR = 1;
    private static final int GRAY = 2;
    private static final int RGB_PIXELS = 0;

    private final NativeLibrary library;

    TurboJpeg(NativeLibrary library) {
        this.library = library;
        library.getFunction("tj3CompressFromYUVPlanes8");
    }

    Handle decompressor() {
        Handle handle = new Handle(pointer("tj3Init", DECOMPRESS));
        // Whatever it would mend is for a decoder that says what is wrong.
        handle.set(STOP_ON_WARNING, 1);
        return handle;
    }

    Handle compressor() {
        Handle handle = new Handle(pointer("tj3Init", COMPRESS));
        handle.set(SUBSAMPLING, Subsampling.S420.code());
        handle.set(OPTIMISE, 1);
        handle.set(NO_REALLOC, 1);
        return handle;
    }

    /** The most that a picture of this size can take as a JPEG. */
    long mostBytes(int width, int height) {
        return library.getFunction("tj3JPEGBufSize").invokeLong(new Object[] {width, height, Subsampling.S420.code()});
    }

    private Pointer pointer(String function, Object... arguments) {
        Pointer pointer = (Pointer) library.getFunction(function).invoke(Pointer.class, arguments);
        if (pointer == null) {
            throw new IllegalStateException(function + " has no memory");
        }
        return pointer;
    }

    /** One compressor or decompressor, used again and again; of no use after an error. */
    final class Handle implements AutoCloseable {
        private final Pointer pointer;
        // Three addresses and a length, to call with.
        private final Memory addresses = new Memory(3L * Long.BYTES);

        private Handle(Pointer pointer) {
            this.pointer = pointer;
        }

        /** Reads the header; whether this is a JPEG whose planes can be had: 8 bits, luma alone or with chroma. */
        boolean open(Pointer jpeg, long length) {
            if (call("tj3DecompressHeader", pointer, jpeg, length) != 0) {
                return false;
            }
            int colours = get(COLOURS);
            return get(PRECISION) == 8
                    && (colours == YCBCR || colours == GRAY)
                    && Subsampling.of(get(SUBSAMPLING)).isPresent();
        }

        int width() {
            return get(WIDTH);
        }

        int height() {
            return get(HEIGHT);
        }

        Subsampling subsampling() {
            return Subsampling.of(get(SUBSAMPLING)).orElseThrow();
        }

        /** Decodes every {@code shrink}th sample of the opened JPEG; whether there was nothing wrong with it. */
        boolean decode(Pointer jpeg, long length, int shrink, PlaneLayout layout, Pointer planes) {
            // A struct of two ints by value: one register on both processors.
            long oneBy = (long) shrink << Integer.SIZE | 1;
            return call("tj3SetScalingFactor", pointer, oneBy) == 0
                    && call("tj3DecompressToYUVPlanes8", pointer, jpeg, length, addresses(layout, planes), null) == 0;
        }

        /** A JPEG of the planes, without any metadata; {@code out} is at least {@link #mostBytes}. */
        byte[] encode(PlaneLayout layout, Pointer planes, int quality, Memory out) {
            set(QUALITY, quality);
            PointerByReference buffer = new PointerByReference(out);
            LongByReference length = new LongByReference(out.size());
            check(call(
                    "tj3CompressFromYUVPlanes8",
                    pointer,
                    addresses(layout, planes),
                    layout.width(),
                    null,
                    layout.height(),
                    buffer,
                    length));
            return out.getByteArray(0, Math.toIntExact(length.getValue()));
        }

        /** The planes as red, green and blue, three bytes for each pixel. */
        void toRgb(PlaneLayout layout, Pointer planes, Memory rgb) {
            set(SUBSAMPLING, layout.subsampling().code());
            check(call(
                    "tj3DecodeYUVPlanes8",
                    pointer,
                    addresses(layout, planes),
                    null,
                    rgb,
                    layout.width(),
                    0,
                    layout.height(),
                    RGB_PIXELS));
        }

        /** Red, green and blue as planes, of which this compressor's chroma is coarser. */
        void toPlanes(Memory rgb, PlaneLayout layout, Pointer planes) {
            check(call(
                    "tj3EncodeYUVPlanes8",
                    pointer,
                    rgb,
                    layout.width(),
                    0,
                    layout.height(),
                    RGB_PIXELS,
                    addresses(layout, planes),
                    null));
        }

        private Memory addresses(PlaneLayout layout, Pointer planes) {
            for (int plane = 0; plane < 3; plane++) {
                int present = Math.min(plane, layout.subsampling().planes() - 1);
                addresses.setPointer((long) plane * Long.BYTES, planes.share(layout.offset(present)));
            }
            return addresses;
        }

        private int get(int parameter) {
            return call("tj3Get", pointer, parameter);
        }

        private void set(int parameter, int value) {
            check(call("tj3Set", pointer, parameter, value));
        }

        /** What was last wrong, in libjpeg-turbo's words; for logs. */
        String problem() {
            return library.getFunction("tj3GetErrorStr").invokeString(new Object[] {pointer}, false);
        }

        private int call(String name, Object... arguments) {
            return library.getFunction(name).invokeInt(arguments);
        }

        /** For what cannot fail with the arguments that this package gives. */
        private void check(int result) {
            if (result != 0) {
                throw new IllegalStateException("libjpeg-turbo: " + problem());
            }
        }

        @Override
        public void close() {
            library.getFunction("tj3Destroy").invokeVoid(new Object[] {pointer});
            addresses.close();
        }
    }
}
