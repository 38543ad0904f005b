package dev.darkroom.serving;

import dev.darkroom.core.photo.Exposure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes an exposure as photographers do: {@code 1/250 s, f/2.8, ISO 100, 50 mm}. */
final class ExposureText {
    /** From here on cameras show seconds and no fraction. */
    private static final double LONGEST_FRACTION_SECONDS = 0.3;

    private ExposureText() {}

    /** What is known of {@code exposure}; empty text when nothing is. */
    static String of(Exposure exposure) {
        return Stream.of(
                        exposure.seconds().map(ExposureText::shutter),
                        exposure.fNumber().map(number -> "f/" + shortest(number)),
                        exposure.iso().map(iso -> "ISO " + iso),
                        exposure.focalLengthMm().map(mm -> shortest(mm) + " mm"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    /** The shutter time alone: {@code 1/250 s} or {@code 2.5 s}. */
    static String shutter(double seconds) {
        return seconds > 0 && seconds < LONGEST_FRACTION_SECONDS
                ? "1/" + Math.round(1 / seconds) + " s"
                : shortest(seconds) + " s";
    }

    private static String shortest(double number) {
        BigDecimal rounded =
                BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.toPlainString();
    }
}
