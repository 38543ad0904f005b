package dev.darkroom.imaging.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class PerceptualHashTest {
    @Test
    void aScaledCopyKeepsItsHash() {
        Pixels picture = blobs(1, 150, 100);
        assertThat(PerceptualHash.distance(PerceptualHash.of(picture), PerceptualHash.of(picture.resize(111, 74))))
                .isLessThanOrEqualTo(4);
    }

    @Test
    void aBrighterNoisyCopyKeepsItsHash() {
        Pixels picture = blobs(1, 150, 100);
        Random random = new Random(3);
        byte[] rgb = picture.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.min(255, (rgb[i] & 0xff) + 8 + random.nextInt(9));
        }
        assertThat(PerceptualHash.distance(PerceptualHash.of(picture), PerceptualHash.of(new Pixels(150, 100, rgb))))
                .isLessThanOrEqualTo(6);
    }

    @Test
    void otherPicturesDifferInAboutHalfOfTheBits() {
        for (int seed = 2; seed < 30; seed++) {
            assertThat(PerceptualHash.distance(
                            PerceptualHash.of(blobs(1, 150, 100)), PerceptualHash.of(blobs(seed, 150, 100))))
                    .isBetween(14, 50);
        }
    }

    @Test
    void usesAllBitsEvenly() {
        assertThat(Long.bitCount(PerceptualHash.of(blobs(5, 150, 100)))).isEqualTo(32);
    }

    @Test
    void aPlainPictureHasAHashToo() {
        assertThat(PerceptualHash.of(new Pixels(1, 1, new byte[3]))).isZero();
    }

    /** Overlapping soft blobs, different for each seed. */
    private static Pixels blobs(int seed, int width, int height) {
        Random random = new Random(seed);
        double[] light = new double[width * height];
        for (int blob = 0; blob < 12; blob++) {
            double cx = random.nextDouble() * width;
            double cy = random.nextDouble() * height;
            double radius = 10 + random.nextDouble() * 40;
            double strength = random.nextDouble() * 120;
            for (int i = 0; i < light.length; i++) {
                int row = i / width;
                double dx = i % width - cx;
                double dy = row - cy;
                light[i] += strength * Math.exp(-(dx * dx + dy * dy) / (radius * radius));
            }
        }
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.min(230, light[i / 3]);
        }
        return new Pixels(width, height, rgb);
    }
}
