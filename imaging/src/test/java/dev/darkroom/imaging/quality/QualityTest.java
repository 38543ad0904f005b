package dev.darkroom.imaging.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.Pictures;
import java.awt.image.BufferedImage;
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

    @Test
    void picturesOfOtherSidesAreNotCompared() {
        Planes wider = new Planes(18, 16, filled(288, 7), filled(72, 7), filled(72, 7));
        assertThatThrownBy(() -> Quality.of(wider, even(7)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("18x16 and 16x16");
    }

    @Test
    void aRenditionIsReadAsThePixelsThatWereEncoded() throws RejectedException {
        BufferedImage picture = Pictures.gradient(65, 48, BufferedImage.TYPE_INT_RGB);
        Planes read = RenditionReader.open().read(ImageFormat.JPEG, Pictures.encode(picture, "jpeg"));
        float[] rgb = new float[3 * 65 * 48];
        for (int pixel = 0; pixel < 65 * 48; pixel++) {
            for (int band = 0; band < 3; band++) {
                rgb[3 * pixel + band] = picture.getRGB(pixel % 65, pixel / 65) >> (16 - 8 * band) & 0xff;
            }
        }
        assertThat(Quality.of(read, Planes.ofRgb(rgb, 65, 48)).psnr()).isBetween(32.0, 60.0);
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
