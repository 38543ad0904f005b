package dev.darkroom.imaging.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class ThumbHashTest {
    /** The expected values were computed by the published Java and JavaScript references, which agree on them. */
    @Test
    void givesWhatTheReferenceGives() {
        assertThat(hash(100, 75)).isEqualTo("9bf8051d862053985188787279467895be7f4bb0f8");
        assertThat(hash(60, 90)).isEqualTo("d9f8091d0830a6618937895778767888be5f0ba1d5");
        assertThat(hash(100, 8)).isEqualTo("ce690a198a40659886878888206b788077");
        assertThat(hash(1, 1)).isEqualTo("000802070000000000000000000000000000000000000000");
    }

    @Test
    void fitsALargePictureFirst() {
        assertThat(ThumbHash.of(pattern(400, 300))).hasSize(ThumbHash.of(pattern(100, 75)).length);
        assertThat(ThumbHash.of(pattern(3000, 1))).hasSizeLessThan(26);
    }

    @Test
    void aPictureOfOnePixelIsItsColour() {
        byte[] orange = ThumbHash.of(new Pixels(1, 1, new byte[] {(byte) 240, (byte) 130, 20}));
        // Mean of luma, scale of what varies (none), and no detail: 63 * 130 / 255 is 32.
        assertThat(orange[0] & 63).isEqualTo(32);
        assertThat((orange[2] & 0xff) >> 2 & 31).isZero();
        assertThat(ThumbHash.of(new Pixels(2, 2, new byte[] {9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9}))[2] & 0xff)
                .as("nothing varies in an even picture")
                .isLessThan(4);
    }

    private static String hash(int width, int height) {
        return HexFormat.of().formatHex(ThumbHash.of(pattern(width, height)));
    }

    private static Pixels pattern(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = (y * width + x) * 3;
                rgb[at] = (byte) (x * x / 7 + y);
                rgb[at + 1] = (byte) (x + y * y / 5);
                rgb[at + 2] = (byte) (x * y / 11);
            }
        }
        return new Pixels(width, height, rgb);
    }
}
