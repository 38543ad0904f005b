package dev.darkroom.web;

import static dev.darkroom.web.Preconditions.Outcome.FAILED;
import static dev.darkroom.web.Preconditions.Outcome.NOT_MODIFIED;
import static dev.darkroom.web.Preconditions.Outcome.PROCEED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreconditionsTest {
    private static final Etag CURRENT = new Etag("now", false);
    private static final Instant CHANGED = Instant.parse("2026-11-01T10:00:00.750Z");
    private static final String AT_CHANGE = HttpDate.format(CHANGED);
    private static final String BEFORE = HttpDate.format(CHANGED.minus(Duration.ofHours(1)));

    @Test
    void proceedsWithoutConditions() {
        assertThat(get(Map.of())).isEqualTo(PROCEED);
    }

    @Test
    void answersNotModifiedForAKnownTag() {
        assertThat(get(Map.of("If-None-Match", "\"old\", W/\"now\""))).isEqualTo(NOT_MODIFIED);
        assertThat(get(Map.of("If-None-Match", "*"))).isEqualTo(NOT_MODIFIED);
        assertThat(get(Map.of("If-None-Match", "\"old\""))).isEqualTo(PROCEED);
    }

    @Test
    void failsAWriteThatMustNotFindThis() {
        assertThat(write(Map.of("If-None-Match", "*"))).isEqualTo(FAILED);
    }

    @Test
    void comparesIfMatchStrongly() {
        assertThat(write(Map.of("If-Match", "\"now\""))).isEqualTo(PROCEED);
        assertThat(write(Map.of("If-Match", "*"))).isEqualTo(PROCEED);
        assertThat(write(Map.of("If-Match", "W/\"now\""))).isEqualTo(FAILED);
        assertThat(get(Map.of("If-Match", "\"old\""))).isEqualTo(FAILED);
    }

    @Test
    void comparesTimesToTheSecond() {
        assertThat(get(Map.of("If-Modified-Since", AT_CHANGE))).isEqualTo(NOT_MODIFIED);
        assertThat(get(Map.of("If-Modified-Since", BEFORE))).isEqualTo(PROCEED);
        assertThat(write(Map.of("If-Unmodified-Since", AT_CHANGE))).isEqualTo(PROCEED);
        assertThat(write(Map.of("If-Unmodified-Since", BEFORE))).isEqualTo(FAILED);
    }

    @Test
    void ignoresTimesWhereATagIsGivenOrTheyCannotBeRead() {
        assertThat(get(Map.of("If-None-Match", "\"old\"", "If-Modified-Since", AT_CHANGE)))
                .isEqualTo(PROCEED);
        assertThat(get(Map.of("If-Match", "\"now\"", "If-Unmodified-Since", BEFORE)))
                .isEqualTo(PROCEED);
        assertThat(get(Map.of("If-Modified-Since", "yesterday"))).isEqualTo(PROCEED);
        assertThat(write(Map.of("If-Modified-Since", AT_CHANGE))).isEqualTo(PROCEED);
    }

    @Test
    void failsBeforeItAnswersNotModified() {
        assertThat(get(Map.of("If-Match", "\"old\"", "If-None-Match", "\"now\"")))
                .isEqualTo(FAILED);
    }

    @Test
    void appliesARangeOnlyToWhatTheClientKnows() {
        assertThat(rangeHolds(Map.of())).isTrue();
        assertThat(rangeHolds(Map.of("If-Range", "\"now\""))).isTrue();
        assertThat(rangeHolds(Map.of("If-Range", "W/\"now\""))).isFalse();
        assertThat(rangeHolds(Map.of("If-Range", AT_CHANGE))).isTrue();
        assertThat(rangeHolds(Map.of("If-Range", BEFORE))).isFalse();
        assertThat(rangeHolds(Map.of("If-Range", "nonsense"))).isFalse();
    }

    private static Preconditions.Outcome get(Map<String, String> headers) {
        return of(headers).evaluate(true, CURRENT, Optional.of(CHANGED));
    }

    private static Preconditions.Outcome write(Map<String, String> headers) {
        return of(headers).evaluate(false, CURRENT, Optional.of(CHANGED));
    }

    private static boolean rangeHolds(Map<String, String> headers) {
        return of(headers).rangeHolds(CURRENT, Optional.of(CHANGED));
    }

    private static Preconditions of(Map<String, String> headers) {
        return Preconditions.of(name -> Optional.ofNullable(headers.get(name)));
    }
}
