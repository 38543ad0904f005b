package dev.darkroom.bench.thumbnails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class QualityTest {
    @Test
    void anErrorOfOneEverywhereIsFortyEightDecibels() {
        Quality quality = Quality.of(even(100), even(101));
        assertThat(quality.psnr()).isCloseTo(48.13, within(0.01));
        assertThat(quality.ssim()).isBetween(0.999, 1.0);
    }

    @Test
    void theSamePictureIsPerfect() {
        assertThat(Quality.of(even(7), even(7)).psnr()).isGreaterThan(100);
        assertThat(Quality.of(even(7), even(7)).ssim()).isCloseTo(1, within(1e-9));
    }

    private static Planes even(float value) {
        return new Planes(16, 16, filled(256, value), filled(64, value), filled(64, value));
    }

    private static float[] filled(int samples, float value) {
        float[] plane = new float[samples];
        Arrays.fill(plane, value);
        return plane;
    }
}
