package dev.darkroom.bench.thumbnails;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.natives.NativeName;
import dev.darkroom.imaging.quality.Planes;
import java.io.IOException;

/** libjpeg-turbo as the bench needs it: the very library that Darkroom uses. For one thread. */
final class TurboJpeg {
    private static final int QUALITY = 3;
    private static final int SUBSAMPLING = 4;
    private static final int WIDTH = 5;
    private static final int HEIGHT = 6;
    private static final int OPTIMISE = 11;
    private static final int RGB = 0;

    static final int S444 = 0;
    static final int S420 = 2;

    private final NativeLibrary library;
    private final Pointer decoder;
    private final Pointer encoder;

    TurboJpeg() throws IOException {
        try {
            library = NativeName.LIBTURBOJPEG.load().library();
        } catch (RejectedException e) {
            throw new IOException(e.getMessage(), e);
        }
        encoder = (Pointer) library.getFunction("tj3Init").invoke(Pointer.class, new Object[] {0});
        decoder = (Pointer) library.getFunction("tj3Init").invoke(Pointer.class, new Object[] {1});
    }

    /** Red, green and blue of every pixel of a JPEG that is shrunk by 1, 2, 4 or 8 while it is decoded. */
    record Rgb(Memory pixels, int width, int height) {}

    /** Decodes into {@code reused} when that is large enough. */
    Rgb decode(Memory jpeg, int shrink, Memory reused) {
        header(jpeg);
        int width = (get(WIDTH) + shrink - 1) / shrink;
        int height = (get(HEIGHT) + shrink - 1) / shrink;
        long bytes = 3L * width * height;
        Memory pixels = reused.size() >= bytes ? reused : new Memory(bytes);
        call("tj3SetScalingFactor", decoder, decoder, (long) shrink << Integer.SIZE | 1);
        call("tj3Decompress8", decoder, decoder, jpeg, jpeg.size(), pixels, 0, RGB);
        return new Rgb(pixels, width, height);
    }

    byte[] encode(Rgb picture, int quality, int subsampling) {
        call("tj3Set", encoder, encoder, QUALITY, quality);
        call("tj3Set", encoder, encoder, SUBSAMPLING, subsampling);
        call("tj3Set", encoder, encoder, OPTIMISE, 1);
        PointerByReference out = new PointerByReference();
        LongByReference length = new LongByReference();
        call(
                "tj3Compress8",
                encoder,
                encoder,
                picture.pixels(),
                picture.width(),
                0,
                picture.height(),
                RGB,
                out,
                length);
        byte[] jpeg = out.getValue().getByteArray(0, (int) length.getValue());
        library.getFunction("tj3Free").invokeVoid(new Object[] {out.getValue()});
        return jpeg;
    }

    /**
     * Luma and chroma of a JPEG as they are coded: what its encoder was given, but for the coding's own loss. Chroma of full
     * size is made 4:2:0 by the mean of each four.
     */
    Planes planes(byte[] file) {
        try (Memory jpeg = memory(file)) {
            header(jpeg);
            boolean full = get(SUBSAMPLING) == S444;
            if (!full && get(SUBSAMPLING) != S420) {
                throw new IllegalStateException("A thumbnail is neither 4:2:0 nor 4:4:4");
            }
            call("tj3SetScalingFactor", decoder, decoder, 1L << Integer.SIZE | 1);
            int width = get(WIDTH);
            int height = get(HEIGHT);
            int columns = full ? width : (width + 1) / 2;
            int rows = full ? height : (height + 1) / 2;
            int stride = full ? width : 2 * columns;
            long luma = (long) stride * (full ? height : 2 * rows);
            long chroma = (long) columns * rows;
            try (Memory all = new Memory(luma + 2 * chroma);
                    Memory addresses = new Memory(3L * Long.BYTES)) {
                addresses.setPointer(0, all);
                addresses.setPointer(8, all.share(luma));
                addresses.setPointer(16, all.share(luma + chroma));
                call("tj3DecompressToYUVPlanes8", decoder, decoder, jpeg, jpeg.size(), addresses, null);
                float[] blue = floats(all, luma, columns, columns, rows);
                float[] red = floats(all, luma + chroma, columns, columns, rows);
                return new Planes(
                        width,
                        height,
                        floats(all, 0, stride, width, height),
                        full ? halved(blue, width, height) : blue,
                        full ? halved(red, width, height) : red);
            }
        }
    }

    private static float[] halved(float[] plane, int width, int height) {
        int columns = (width + 1) / 2;
        float[] half = new float[columns * ((height + 1) / 2)];
        for (int i = 0; i < half.length; i++) {
            int left = i % columns * 2;
            int top = i / columns * 2;
            int right = Math.min(left + 1, width - 1);
            int bottom = Math.min(top + 1, height - 1);
            half[i] = (plane[top * width + left]
                            + plane[top * width + right]
                            + plane[bottom * width + left]
                            + plane[bottom * width + right])
                    / 4;
        }
        return half;
    }

    private static float[] floats(Memory memory, long offset, int stride, int width, int height) {
        float[] samples = new float[width * height];
        for (int y = 0; y < height; y++) {
            byte[] row = memory.getByteArray(offset + (long) y * stride, width);
            for (int x = 0; x < width; x++) {
                samples[y * width + x] = row[x] & 0xff;
            }
        }
        return samples;
    }

    static Memory memory(byte[] bytes) {
        Memory memory = new Memory(bytes.length);
        memory.write(0, bytes, 0, bytes.length);
        return memory;
    }

    private void header(Memory jpeg) {
        call("tj3DecompressHeader", decoder, decoder, jpeg, jpeg.size());
    }

    private int get(int parameter) {
        return library.getFunction("tj3Get").invokeInt(new Object[] {decoder, parameter});
    }

    private void call(String function, Pointer handle, Object... arguments) {
        if (library.getFunction(function).invokeInt(arguments) != 0) {
            throw new IllegalStateException(
                    library.getFunction("tj3GetErrorStr").invokeString(new Object[] {handle}, false));
        }
    }
}
