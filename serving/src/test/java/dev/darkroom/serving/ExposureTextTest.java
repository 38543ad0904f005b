package dev.darkroom.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.photo.Exposure;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExposureTextTest {
    @Test
    void writesWhatIsKnownAsPhotographersDo() {
        Exposure exposure = new Exposure(
                Optional.of(1 / 250.0), Optional.of(5.6), Optional.of(200), Optional.of(35.0), Optional.of(false));
        assertThat(ExposureText.of(exposure)).isEqualTo("1/250 s, f/5.6, ISO 200, 35 mm");
    }

    @Test
    void writesNothingWhenNothingIsKnown() {
        assertThat(ExposureText.of(Exposure.UNKNOWN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.000125, 1/8000 s", "0.25, 1/4 s", "0.3, 0.3 s", "1, 1 s", "2.5, 2.5 s", "30, 30 s", "0, 0 s"})
    void writesShutterTimes(double seconds, String text) {
        assertThat(ExposureText.shutter(seconds)).isEqualTo(text);
    }
}
