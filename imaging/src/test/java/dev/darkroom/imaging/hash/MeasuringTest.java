package dev.darkroom.imaging.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

final class MeasuringTest {
    @Test
    void blurTakesSharpnessAway() {
        Pixels sharp = random(7);
        Pixels soft = sharp.resize(40, 40).resize(80, 80);
        assertThat(Sharpness.of(soft)).isPositive().isLessThan(Sharpness.of(sharp) / 4);
        assertThat(Sharpness.of(plain(0x336699))).isZero();
        assertThat(Sharpness.of(new Pixels(1, 1, new byte[3]))).isZero();
    }

    @Test
    void sharpnessIsTheVarianceOfTheLaplacian() {
        // One white pixel in the middle of 5 x 5: the inner 3 x 3 see -4, four times 1, and four times 0, of 255.
        Pixels dot = picture(5, 5, i -> i == 12 ? 0xffffff : 0);
        assertThat(Sharpness.of(dot)).isEqualTo(255 * 255 * (16 + 4) / 9.0, within(1e-6));
    }

    @Test
    void tonesAreTheMeanAndWhatIsLostAtBothEnds() {
        Tones tones = Tones.of(picture(10, 10, i -> i < 30 ? 0 : i < 50 ? 0xffffff : 0x808080));
        assertThat(tones.clippedShadows()).isEqualTo(0.3);
        assertThat(tones.clippedHighlights()).isEqualTo(0.2);
        assertThat(tones.brightness()).isEqualTo(0.2 + 0.5 * 128 / 255, within(1e-9));
        assertThat(Tones.of(plain(0xffffff)).brightness()).isEqualTo(1, within(1e-9));
    }

    @Test
    void greyHasNoColourAndALoudPictureMuch() {
        assertThat(Colours.colourfulness(picture(16, 16, i -> 0x010101 * (i & 0xff))))
                .isZero();
        assertThat(Colours.colourfulness(plain(0x7f7f7f))).isZero();
        // Half red, half green: rg = +-255 and yb = 127.5, so sigma is 255 and mu 127.5.
        assertThat(Colours.colourfulness(picture(10, 10, i -> i < 50 ? 0xff0000 : 0x00ff00)))
                .isEqualTo(255 + 0.3 * 127.5, within(1e-9));
    }

    @Test
    void dominantColoursAreTheCommonestThatDiffer() {
        Pixels flag = picture(10, 10, i -> i < 50 ? 0x0055a4 : i < 80 ? 0xffffff : i < 99 ? 0xef4135 : 0x00ff00);
        assertThat(Colours.dominant(flag)).containsExactly(0x0055a4, 0xffffff, 0xef4135);
        assertThat(Colours.dominant(picture(10, 10, i -> i < 60 ? 0x404040 : 0x505050)))
                .as("two shades of one colour")
                .containsExactly(0x404040);
        assertThat(Colours.dominant(random(3))).hasSizeLessThanOrEqualTo(5);
        assertThat(Colours.dominant(plain(0x123456))).containsExactly(0x123456);
    }

    private static Pixels random(int seed) {
        Random random = new Random(seed);
        return picture(80, 80, i -> random.nextInt(1 << 24));
    }

    private static Pixels plain(int colour) {
        return picture(9, 7, i -> colour);
    }

    private static Pixels picture(int width, int height, IntUnaryOperator colour) {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++) {
            int value = colour.applyAsInt(i);
            rgb[3 * i] = (byte) (value >> 16);
            rgb[3 * i + 1] = (byte) (value >> 8);
            rgb[3 * i + 2] = (byte) value;
        }
        return new Pixels(width, height, rgb);
    }
}
