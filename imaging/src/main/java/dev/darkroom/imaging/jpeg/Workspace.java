package dev.darkroom.imaging.jpeg;

import com.sun.jna.Memory;
import dev.darkroom.imaging.format.ImageFile;
import dev.darkroom.imaging.hash.Pixels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one photo at a time needs of native memory: both codecs, and buffers for its file, planes and results. */
final class Workspace implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Workspace.class);

    /** Grey, in both planes of chroma. */
    private static final byte NO_COLOUR = (byte) 128;

    /** More than a 24-megapixel photo needs; what one photo in a thousand needs more is given back. */
    private static final long MOST_KEPT = 64L << 20;

    private final TurboJpeg turbo;
    private final Resampler resampler;
    private final Filters filters;
    private final TurboJpeg.Handle decoder;
    private final TurboJpeg.Handle encoder;
    private final NativeBuffer file = new NativeBuffer();
    private final NativeBuffer decoded = new NativeBuffer();
    private final NativeBuffer scratch = new NativeBuffer();
    private final NativeBuffer result = new NativeBuffer();
    // The current level, and the one that is being made; they change places.
    private NativeBuffer level = new NativeBuffer();
    private NativeBuffer next = new NativeBuffer();
    // Of a photo whose colours were converted.
    private byte[] pixels = {};

    Workspace(TurboJpeg turbo, Resampler resampler, Filters filters) {
        this.turbo = turbo;
        this.resampler = resampler;
        this.filters = filters;
        this.decoder = turbo.decompressor();
        this.encoder = turbo.compressor();
    }

    /** As {@link JpegDeveloper#develop}. */
    Optional<JpegCascade> develop(ImageFile original, Stored stored, JpegTask task) {
        int length = original.bytes().length;
        Memory jpeg = original.memory().orElseGet(() -> file.of(length));
        if (original.memory().isEmpty()) {
            jpeg.write(0, original.bytes(), 0, length);
        }
        if (!decoder.open(jpeg, length) || decoder.width() != stored.width() || decoder.height() != stored.height()) {
            log.debug("Left to libvips: {}", decoder.problem());
            return Optional.empty();
        }
        if (stored.conversion().isPresent() && decoder.subsampling() == Subsampling.GRAY) {
            log.debug("Left to libvips: grey with a profile of colours");
            return Optional.empty();
        }
        int shrink = task.shrink(stored.longSide());
        PlaneLayout source = PlaneLayout.shrunk(stored.width(), stored.height(), shrink, decoder.subsampling());
        Memory planes = decoded.of(source.bytes());
        if (!decoder.decode(jpeg, length, shrink, source, planes)) {
            log.debug("Left to libvips: {}", decoder.problem());
            return Optional.empty();
        }
        PlaneLayout current = largest(planes, source, task.sizes().get(0), stored);
        List<JpegLevel> levels = new ArrayList<>();
        levels.add(encode(current, task.quality()));
        for (int size : task.sizes().subList(1, task.sizes().size())) {
            Fit fit = Fit.into(size, current.width(), current.height());
            if (fit.width() == current.width() && fit.height() == current.height()) {
                // The size is not reached: the same picture as the one above, not encoded again.
                levels.add(levels.get(levels.size() - 1));
            } else {
                current = smaller(current, fit);
                levels.add(encode(current, task.quality()));
            }
        }
        return Optional.of(new JpegCascade(stored.uprightWidth(), stored.uprightHeight(), levels, pixels(current)));
    }

    /** Makes the largest level, upright and in sRGB. */
    private PlaneLayout largest(Memory planes, PlaneLayout source, int side, Stored stored) {
        Fit fit = Fit.shrunkInto(side, source);
        PlaneLayout lying = PlaneLayout.of(fit.width(), fit.height(), Subsampling.S420);
        if (stored.conversion().isPresent()) {
            PlaneLayout full = PlaneLayout.of(fit.width(), fit.height(), Subsampling.S444);
            resample(planes, source, next.of(full.bytes()), full, stored.turn());
            convert(stored.conversion().get(), full, lying);
        } else {
            resample(planes, source, level.of(lying.bytes()), lying, stored.turn());
        }
        if (!stored.turn().transposed()) {
            return lying;
        }
        PlaneLayout upright = lying.transposed();
        resampler.transpose(level.of(lying.bytes()), lying, next.of(upright.bytes()));
        swap();
        return upright;
    }

    /** From the next level, with chroma as fine as luma, to this one. */
    private void convert(SrgbConversion conversion, PlaneLayout full, PlaneLayout target) {
        int bytes = Math.toIntExact(3L * full.width() * full.height());
        if (pixels.length < bytes) {
            pixels = new byte[bytes];
        }
        Memory rgb = result.of(bytes);
        decoder.toRgb(full, next.of(full.bytes()), rgb);
        rgb.read(0, pixels, 0, bytes);
        conversion.convert(pixels, bytes);
        rgb.write(0, pixels, 0, bytes);
        encoder.toPlanes(rgb, target, level.of(target.bytes()));
    }

    private PlaneLayout smaller(PlaneLayout current, Fit fit) {
        PlaneLayout target = PlaneLayout.of(fit.width(), fit.height(), Subsampling.S420);
        resample(level.of(current.bytes()), current, next.of(target.bytes()), target, Turn.NONE);
        swap();
        return target;
    }

    private void swap() {
        NativeBuffer made = next;
        next = level;
        level = made;
    }

    private void resample(Memory from, PlaneLayout source, Memory to, PlaneLayout target, Turn turn) {
        for (int plane = 0; plane < source.subsampling().planes(); plane++) {
            resampler.resample(from, source, to, target, plane, filters, turn, scratch);
        }
        if (source.subsampling() == Subsampling.GRAY) {
            to.setMemory(target.offset(1), target.offset(3) - target.offset(1), NO_COLOUR);
        }
    }

    private JpegLevel encode(PlaneLayout layout, int quality) {
        Memory out = result.of(turbo.mostBytes(layout.width(), layout.height()));
        byte[] jpeg = encoder.encode(layout, level.of(layout.bytes()), quality, out);
        return new JpegLevel(layout.width(), layout.height(), jpeg);
    }

    /** With chroma as fine as luma: libjpeg-turbo would repeat each sample. */
    private Pixels pixels(PlaneLayout current) {
        PlaneLayout full = PlaneLayout.of(current.width(), current.height(), Subsampling.S444);
        Memory planes = next.of(full.bytes());
        resample(level.of(current.bytes()), current, planes, full, Turn.NONE);
        int bytes = Math.toIntExact(3L * full.width() * full.height());
        Memory rgb = result.of(bytes);
        decoder.toRgb(full, planes, rgb);
        return new Pixels(full.width(), full.height(), rgb.getByteArray(0, bytes));
    }

    /** Gives memory back that most photos do not need. */
    void giveBack() {
        if (buffers().mapToLong(NativeBuffer::size).sum() > MOST_KEPT) {
            buffers().forEach(NativeBuffer::free);
            pixels = new byte[0];
        }
    }

    private Stream<NativeBuffer> buffers() {
        return Stream.of(file, decoded, level, next, scratch, result);
    }

    @Override
    public void close() {
        buffers().forEach(NativeBuffer::free);
        decoder.close();
        encoder.close();
    }
}
