package dev.darkroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.darkroom.core.id.UserId;
import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsOfUseTest {
    private static final UserId ANA = new UserId("ana");

    @Test
    void admitsOnlySoManyUploadsAtOnceAndGivesSlotsBack() {
        Admission admission = new Admission(1, 100, Duration.ofMillis(10));
        admission.admitted(10, () -> {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> admission.admitted(10, () -> "second"))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                    .satisfies(e -> assertThat(e.headers()).containsKey("Retry-After"));
            return "first";
        });
        assertThat(admission.admitted(10, () -> "third")).isEqualTo("third");
    }

    @Test
    void admitsOnlySoManyBytesAtOnceAndGivesThemBack() {
        Admission admission = new Admission(5, 100, Duration.ofMillis(10));
        admission.admitted(60, () -> {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> admission.admitted(60, () -> "too much"));
            return admission.admitted(40, () -> "fits");
        });
        assertThat(admission.admitted(100, () -> "all")).isEqualTo("all");
        assertThat(admission.free()).isEqualTo(5);
    }

    @Test
    void givesRoomBackWhenAnUploadFails() {
        Admission admission = new Admission(1, 100, Duration.ofMillis(10));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> admission.admitted(100, () -> {
                    throw new IllegalStateException("broken");
                }));
        assertThat(admission.admitted(100, () -> "next")).isEqualTo("next");
    }

    @Test
    void limitsEachUserAndSaysWhenToComeBack() {
        RateLimits rates = new RateLimits(1, 2);
        assertThat(rates.take(ANA))
                .isEqualTo(Map.of("RateLimit-Policy", "\"writes\";q=2;w=2", "RateLimit", "\"writes\";r=1;t=1"));
        rates.take(ANA);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> rates.take(ANA))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS))
                .satisfies(e -> assertThat(e.headers())
                        .containsEntry("Retry-After", "1")
                        .containsKey("RateLimit"));
        assertThat(rates.take(new UserId("ben"))).isNotEmpty();
    }

    @Test
    void cleansTagsAndKeepsTheirOrder() {
        assertThat(new TagList(List.of(" sea ", "blue  sky", "sea", "cafe\u0301")).clean())
                .containsExactly("sea", "blue sky", "caf\u00e9");
        assertThat(new TagList(List.of()).clean()).isEmpty();
    }

    @Test
    void refusesTagsThatCannotBeSeenOrAreTooManyOrTooLong() {
        for (List<String> tags : List.of(
                List.of(""),
                List.of(" "),
                List.of("a\u202eb"),
                List.of("a\u0000b"),
                List.of("x".repeat(65)),
                Collections.nCopies(101, "a"))) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> new TagList(tags).clean())
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
        }
    }
}
