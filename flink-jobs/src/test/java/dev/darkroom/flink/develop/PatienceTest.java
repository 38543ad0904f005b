package dev.darkroom.flink.develop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.error.UnavailableException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PatienceTest {
    private final Patience patience = new Patience(3, Duration.ofMillis(1), Duration.ofMillis(2));
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void callsAgainUntilTheStoreAnswers() {
        assertThat(patience.call(() -> answerFrom(3))).isEqualTo(3);
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        assertThatThrownBy(() -> patience.call(() -> answerFrom(4))).isInstanceOf(UnavailableException.class);
        assertThat(calls).hasValue(3);
    }

    @Test
    void doesNotRepeatWhatCannotSucceed() {
        assertThatThrownBy(() -> patience.call(() -> {
                    calls.incrementAndGet();
                    throw new IllegalArgumentException("too long");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(calls).hasValue(1);
    }

    private int answerFrom(int call) {
        if (calls.incrementAndGet() < call) {
            throw new UnavailableException("away", null);
        }
        return call;
    }
}
