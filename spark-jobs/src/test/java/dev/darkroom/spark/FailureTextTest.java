package dev.darkroom.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.error.UnavailableException;
import org.junit.jupiter.api.Test;

/** What a person reads of a failure. */
final class FailureTextTest {
    @Test
    void aStoreThatIsAwayIsNamedHoweverDeepItLies() {
        Throwable away = new UnavailableException("Kafka is away; check it", new IllegalStateException("socket"));
        Throwable spark = new RuntimeException("Job aborted due to stage failure:\n\tat a.B.c(B.java:1)", away);

        assertThat(FailureText.of(spark)).isEqualTo("Kafka is away; check it");
    }

    @Test
    void otherwiseTheInnermostCauseSpeaksInOneLine() {
        Throwable cause = new IllegalStateException("\ntable is broken\n\tat a.B.c(B.java:1)");

        assertThat(FailureText.of(new RuntimeException("Job aborted", cause)))
                .isEqualTo("table is broken (IllegalStateException)");
    }

    @Test
    void aFailureWithoutWordsHasAName() {
        assertThat(FailureText.of(new StackOverflowError())).isEqualTo("StackOverflowError");
    }
}
