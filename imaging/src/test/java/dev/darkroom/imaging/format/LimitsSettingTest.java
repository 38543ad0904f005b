package dev.darkroom.imaging.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LimitsSettingTest {
    @Test
    void whatIsNotNamedIsAsEver() {
        assertThat(LimitsSetting.from(Map.of())).isEqualTo(Limits.DEFAULT);
        assertThat(from(" ")).isEqualTo(Limits.DEFAULT);

        Limits limits = from("max-side = 40000,max-nesting=3");

        Limits usual = Limits.DEFAULT;
        assertThat(limits)
                .isEqualTo(new Limits(
                        usual.maxBytes(),
                        40_000,
                        usual.maxStreamedPixels(),
                        usual.maxFramePixels(),
                        usual.maxProgressivePixels(),
                        usual.maxFrames(),
                        usual.maxProfileBytes(),
                        usual.maxExifBytes(),
                        usual.maxXmpBytes(),
                        3));
    }

    @Test
    void everyLimitIsReadUnderItsName() {
        assertThat(from("max-bytes=1, max-side=2, max-streamed-pixels=3, max-frame-pixels=4, max-progressive-pixels=5,"
                        + " max-frames=6, max-profile-bytes=7, max-exif-bytes=8, max-xmp-bytes=9, max-nesting=10"))
                .isEqualTo(new Limits(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    }

    @Test
    void whatIsNoLimitIsNamedWithWhatToChange() {
        assertThatThrownBy(() -> from("max-sides=1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("DARKROOM_LIMITS must be limits such as max-side=40000, separated by commas,"
                        + " and not 'max-sides=1'; the limits are max-bytes, max-side,");
        for (String number : List.of("0", "-1", "many", "2147483648", "")) {
            assertThatThrownBy(() -> from("max-side=" + number))
                    .hasMessage("max-side in DARKROOM_LIMITS must be a whole number from 1 to 2147483647, not '"
                            + number + "'");
        }
        assertThatThrownBy(() -> from("max-bytes=104857601"))
                .hasMessage("max-bytes in DARKROOM_LIMITS must be a whole number from 1 to 104857600, not '104857601'");
        for (String text : List.of("max-side", "max-side=1,", "max-side=1=2", "=1")) {
            assertThatThrownBy(() -> from(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Limits from(String text) {
        return LimitsSetting.from(Map.of(LimitsSetting.NAME, text));
    }
}
