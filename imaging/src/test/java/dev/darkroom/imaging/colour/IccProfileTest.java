package dev.darkroom.imaging.colour;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import org.junit.jupiter.api.Test;

/** The JDK's colour management reads our profiles as the numbers mean them. */
final class IccProfileTest {
    @Test
    void displayP3IsWiderThanSrgb() {
        // Computed from the chromaticities, by the definitions of both.
        assertThat(srgb(new Cicp(12, 13), 200, 100, 50)).satisfies(near(215, 93, 31));
        assertThat(srgb(new Cicp(12, 13), 128, 128, 128)).satisfies(near(128, 128, 128));
    }

    @Test
    void adobeRgbIsWiderStill() {
        assertThat(srgb(IccProfile.adobeRgb(), 200, 100, 50)).satisfies(near(227, 100, 42));
        assertThat(srgb(IccProfile.adobeRgb(), 128, 128, 128)).satisfies(near(129, 129, 129));
    }

    @Test
    void linearLightIsBrightened() {
        assertThat(srgb(new Cicp(1, 8), 128, 128, 128)).satisfies(near(188, 188, 188));
    }

    @Test
    void highDynamicRangeKeepsMidTonesAndReachesWhite() {
        for (int transfer : new int[] {16, 18}) {
            int previous = -1;
            for (int sample = 0; sample <= 255; sample += 5) {
                int grey = srgb(new Cicp(9, transfer), sample, sample, sample)[0];
                assertThat(grey).isGreaterThanOrEqualTo(previous);
                previous = grey;
            }
            assertThat(previous).isGreaterThan(250);
        }
        // 58 % of PQ is the white of a page, which stays bright and leaves room above.
        assertThat(srgb(new Cicp(9, 16), 148, 148, 148)[0]).isBetween(215, 245);
    }

    @Test
    void whatLooksLikeSrgbNeedsNoProfile() {
        assertThat(IccProfile.of(new Cicp(1, 13))).isEmpty();
        assertThat(IccProfile.of(new Cicp(2, 2))).isEmpty();
        assertThat(IccProfile.of(new Cicp(1, 1))).isEmpty();
        assertThat(IccProfile.of(new Cicp(65_535, 65_535))).isPresent();
    }

    private static int[] srgb(Cicp colours, int... rgb) {
        return srgb(IccProfile.of(colours).orElseThrow(), rgb);
    }

    private static int[] srgb(byte[] profile, int... rgb) {
        ICC_ColorSpace space = new ICC_ColorSpace(ICC_Profile.getInstance(profile));
        float[] out = space.toRGB(new float[] {rgb[0] / 255f, rgb[1] / 255f, rgb[2] / 255f});
        return new int[] {Math.round(out[0] * 255), Math.round(out[1] * 255), Math.round(out[2] * 255)};
    }

    private static java.util.function.Consumer<int[]> near(int... expected) {
        return actual -> {
            for (int i = 0; i < 3; i++) {
                assertThat(actual[i]).isBetween(expected[i] - 2, expected[i] + 2);
            }
        };
    }
}
