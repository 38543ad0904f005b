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
    private static final UserId BEN = new UserId("ben");

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
    void refusesAUserMoreThanTheirShareAtOnceWhileOthersGetIn() {
        UserShare share = new UserShare("uploads", 2);
        share.within(
                ANA,
                () -> share.within(ANA, () -> {
                    assertThatExceptionOfType(ProblemException.class)
                            .isThrownBy(() -> share.within(ANA, () -> "third"))
                            .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS))
                            .satisfies(e -> assertThat(e.headers()).containsKey("Retry-After"))
                            .withMessageContaining("2 uploads");
                    assertThat(share.within(BEN, () -> "other")).isEqualTo("other");
                    return "second";
                }));
        assertThat(share.within(ANA, () -> share.within(ANA, () -> "again"))).isEqualTo("again");
    }

    @Test
    void givesAShareBackWhenTheWorkFailsAndForgetsItsUser() {
        UserShare share = new UserShare("uploads", 1);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> share.within(ANA, () -> {
                    assertThat(share.users()).isEqualTo(1);
                    throw new IllegalStateException("broken");
                }));
        assertThat(share.users()).isZero();
        assertThat(share.within(ANA, () -> "next")).isEqualTo("next");
    }

    @Test
    void refusesAShareThatIsNone() {
        IngestSettings usual = IngestSettings.DEFAULT;
        for (int share : new int[] {0, usual.maxUploads() + 1}) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> new IngestSettings(
                            usual.image(),
                            usual.maxUploads(),
                            share,
                            usual.maxTempBytes(),
                            usual.patience(),
                            usual.deadline(),
                            usual.writesPerSecond(),
                            usual.writeBurst()))
                    .withMessageContaining(Integer.toString(share));
        }
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
        assertThat(rates.take(BEN)).isNotEmpty();
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
