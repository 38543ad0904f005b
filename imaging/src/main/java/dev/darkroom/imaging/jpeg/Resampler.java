package dev.darkroom.imaging.jpeg;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Darkroom's own code for resampling and transposing planes ({@code src/main/c/resample.c}), at the best that this
 * processor can; every variant gives the same samples. Thread-safe. It trusts its arguments: so each size is checked here.
 */
final class Resampler {
    /** Horizontal filters have a multiple of so many taps. */
    static final int GROUP = 8;

    private static final int BLOCK = 128;
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private final Function resample;
    private final Function transpose;

    /**
     * The fastest variant for this processor.
     *
     * @throws UnsatisfiedLinkError when there is none
     */
    static Resampler best(NativeLibrary library) {
        boolean isX64 = System.getProperty("os.arch").equals("amd64");
        if (isX64 && !processorHas("sse4_2")) {
            throw new UnsatisfiedLinkError("This processor has no SSE 4.2");
        }
        return new Resampler(library, processorHas("avx2"));
    }

    Resampler(NativeLibrary library, boolean avx2) {
        this.resample = library.getFunction(avx2 ? "darkroom_resample_avx2" : "darkroom_resample");
        this.transpose = library.getFunction("darkroom_transpose");
    }

    static boolean processorHas(String feature) {
        try {
            return Files.isReadable(PROCESSOR) && Files.readString(PROCESSOR).contains(" " + feature + " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A plane through both filters; {@code scratch} is a buffer for it to use. */
    void resample(
            Memory from,
            PlaneLayout source,
            Memory to,
            PlaneLayout target,
            int plane,
            Filters filters,
            Turn turn,
            NativeBuffer scratch) {
        Filter across = filters.get(new FilterKey(
                source.visibleColumns(plane),
                source.extentAcross(plane),
                target.visibleColumns(plane),
                target.extentAcross(plane),
                target.columns(plane),
                turn.mirrored(),
                plane > 0 && target.subsampling() == Subsampling.S420,
                GROUP));
        Filter down = filters.get(new FilterKey(
                source.visibleRows(plane),
                source.extentDown(plane),
                target.visibleRows(plane),
                target.extentDown(plane),
                target.rows(plane),
                turn.upsideDown(),
                plane > 0 && target.subsampling() == Subsampling.S420,
                1));
        require(from, source);
        require(to, target);
        int columns = source.visibleColumns(plane);
        long rowSamples = (columns + BLOCK - 1L) / BLOCK * BLOCK + across.taps();
        resample.invokeVoid(new Object[] {
            from.share(source.offset(plane)),
            (long) source.columns(plane),
            columns,
            across.first(),
            across.weights(),
            across.taps(),
            down.first(),
            down.weights(),
            down.taps(),
            to.share(target.offset(plane)),
            across.count(),
            down.count(),
            scratch.of(rowSamples * Short.BYTES)
        });
    }

    /** Every plane on its side. */
    void transpose(Memory from, PlaneLayout source, Memory to) {
        require(from, source);
        PlaneLayout target = source.transposed();
        require(to, target);
        for (int plane = 0; plane < source.subsampling().planes(); plane++) {
            transpose.invokeVoid(new Object[] {
                from.share(source.offset(plane)),
                source.columns(plane),
                source.rows(plane),
                to.share(target.offset(plane))
            });
        }
    }

    private static void require(Memory memory, PlaneLayout layout) {
        if (memory.size() < layout.bytes()) {
            throw new IllegalArgumentException(layout + " needs " + layout.bytes() + " bytes, not " + memory.size());
        }
    }
}
