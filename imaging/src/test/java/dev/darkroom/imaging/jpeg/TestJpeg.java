package dev.darkroom.imaging.jpeg;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import dev.darkroom.imaging.natives.NativeName;
import java.awt.image.BufferedImage;

/** JPEGs of every kind that the JDK does not write, by libjpeg-turbo itself. */
public final class TestJpeg {
    private static final NativeLibrary LIBRARY = NativeLibraries.of(NativeName.LIBTURBOJPEG);
    private static final int QUALITY = 3;
    private static final int SUBSAMPLING = 4;
    private static final int PROGRESSIVE = 12;
    private static final int ARITHMETIC = 14;
    private static final int LOSSLESS = 15;
    private static final int RESTART_BLOCKS = 18;
    private static final int RGB = 0;

    private final Pointer handle = (Pointer) LIBRARY.getFunction("tj3Init").invoke(Pointer.class, new Object[] {0});

    private TestJpeg(Subsampling subsampling) {
        set(QUALITY, 95);
        set(SUBSAMPLING, subsampling.code());
    }

    static TestJpeg of(Subsampling subsampling) {
        return new TestJpeg(subsampling);
    }

    TestJpeg progressive() {
        return set(PROGRESSIVE, 1);
    }

    TestJpeg arithmetic() {
        return set(ARITHMETIC, 1);
    }

    TestJpeg lossless() {
        return set(LOSSLESS, 1);
    }

    TestJpeg restartEvery(int blocks) {
        return set(RESTART_BLOCKS, blocks);
    }

    byte[] encode(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        try (Memory pixels = new Memory(3L * width * height)) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int rgb = image.getRGB(x, y);
                    long at = 3L * (y * width + x);
                    pixels.setByte(at, (byte) (rgb >> 16));
                    pixels.setByte(at + 1, (byte) (rgb >> 8));
                    pixels.setByte(at + 2, (byte) rgb);
                }
            }
            PointerByReference out = new PointerByReference();
            LongByReference length = new LongByReference();
            int result = LIBRARY.getFunction("tj3Compress8")
                    .invokeInt(new Object[] {handle, pixels, width, 0, height, RGB, out, length});
            if (result != 0) {
                throw new IllegalStateException(
                        LIBRARY.getFunction("tj3GetErrorStr").invokeString(new Object[] {handle}, false));
            }
            byte[] jpeg = out.getValue().getByteArray(0, (int) length.getValue());
            LIBRARY.getFunction("tj3Free").invokeVoid(new Object[] {out.getValue()});
            LIBRARY.getFunction("tj3Destroy").invokeVoid(new Object[] {handle});
            return jpeg;
        }
    }

    private TestJpeg set(int parameter, int value) {
        LIBRARY.getFunction("tj3Set").invokeInt(new Object[] {handle, parameter, value});
        return this;
    }
}
