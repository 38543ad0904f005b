package dev.darkroom.imaging.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import dev.darkroom.imaging.natives.NativeName;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class ResamplerTest {
    private static final NativeLibrary LIBRARY = NativeLibraries.of(NativeName.LIBRESAMPLE);

    private final Filters filters = new Filters();
    private final Resampler plain = new Resampler(LIBRARY, false);

    @Test
    void everyProcessorGivesTheSameSamples() {
        Assumptions.assumeTrue(Resampler.processorHas("avx2"), "This processor has no AVX2");
        Resampler fast = new Resampler(LIBRARY, true);
        Random random = new Random(1);
        for (int i = 0; i < 40; i++) {
            PlaneLayout source = PlaneLayout.of(1 + random.nextInt(700), 1 + random.nextInt(200), Subsampling.S420);
            PlaneLayout target = PlaneLayout.of(1 + random.nextInt(300), 1 + random.nextInt(200), Subsampling.S420);
            Memory noise = noise(source, random);
            assertThat(resampled(fast, noise, source, target)).isEqualTo(resampled(plain, noise, source, target));
        }
    }

    /** The whole of it again in floating point, one sample at a time. */
    @Test
    void everySampleIsTheWeightedMeanOfThoseAroundIt() {
        PlaneLayout source = PlaneLayout.of(131, 97, Subsampling.S444);
        PlaneLayout target = PlaneLayout.of(50, 38, Subsampling.S444);
        Memory noise = noise(source, new Random(2));
        byte[] ours = resampled(plain, noise, source, target);
        for (int y = 0; y < 38; y++) {
            for (int x = 0; x < 50; x++) {
                double expected = Math.max(0, Math.min(255, exact(noise, x, y)));
                assertThat(ours[y * 50 + x] & 0xff)
                        .as("%d, %d", x, y)
                        .isBetween((int) expected - 1, (int) expected + 2);
            }
        }
    }

    private static double exact(Memory noise, int x, int y) {
        double centreX = (x + 0.5) * 131 / 50;
        double centreY = (y + 0.5) * 97 / 38;
        double sum = 0;
        double weights = 0;
        for (int row = -10; row < 110; row++) {
            for (int column = -10; column < 145; column++) {
                double weight =
                        kernel((column + 0.5 - centreX) / (131 / 50.0)) * kernel((row + 0.5 - centreY) / (97 / 38.0));
                int at = Math.max(0, Math.min(96, row)) * 131 + Math.max(0, Math.min(130, column));
                sum += weight * (noise.getByte(at) & 0xff);
                weights += weight;
            }
        }
        return sum / weights;
    }

    private static double kernel(double x) {
        double pi = Math.PI * x;
        return Math.abs(x) >= 3 ? 0 : x == 0 ? 1 : 3 * Math.sin(pi) * Math.sin(pi / 3) / (pi * pi);
    }

    @Test
    void transposingTwiceChangesNothing() {
        Random random = new Random(4);
        for (int i = 0; i < 20; i++) {
            PlaneLayout layout = PlaneLayout.of(1 + random.nextInt(150), 1 + random.nextInt(150), Subsampling.S420);
            Memory noise = noise(layout, random);
            Memory once = new Memory(layout.bytes());
            Memory twice = new Memory(layout.bytes());
            plain.transpose(noise, layout, once);
            plain.transpose(once, layout.transposed(), twice);
            int samples = (int) layout.offset(3);
            assertThat(twice.getByteArray(0, samples)).isEqualTo(noise.getByteArray(0, samples));
            assertThat(once.getByte(1)).isEqualTo(noise.getByte(Math.min(layout.columns(0), samples - 1)));
        }
    }

    @Test
    void aBufferThatIsTooSmallIsRefused() {
        PlaneLayout layout = PlaneLayout.of(100, 100, Subsampling.S420);
        Memory small = new Memory(layout.bytes() - 1);
        Memory whole = new Memory(layout.bytes());
        assertThatThrownBy(() -> plain.transpose(small, layout, whole)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> plain.resample(whole, layout, small, layout, 0, filters, Turn.NONE, new NativeBuffer()))
                .hasMessageContaining("bytes");
    }

    private byte[] resampled(Resampler resampler, Memory from, PlaneLayout source, PlaneLayout target) {
        Memory to = new Memory(target.bytes());
        for (int plane = 0; plane < 3; plane++) {
            resampler.resample(from, source, to, target, plane, filters, Turn.NONE, new NativeBuffer());
        }
        return to.getByteArray(0, (int) target.offset(3));
    }

    private static Memory noise(PlaneLayout layout, Random random) {
        byte[] noise = new byte[(int) layout.bytes()];
        random.nextBytes(noise);
        Memory memory = new Memory(noise.length);
        memory.write(0, noise, 0, noise.length);
        return memory;
    }
}
