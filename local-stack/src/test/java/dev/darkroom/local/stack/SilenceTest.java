package dev.darkroom.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.local.process.ProcessId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final ProcessId ONE = new ProcessId(1, 1);
    private static final ProcessId NEXT = new ProcessId(1, 2);

    private final AtomicLong now = new AtomicLong();
    private final Silence silence = new Silence(Duration.ofSeconds(60), now::get);

    @Test
    void tellsAProcessThatWasSilentForTheWholeLimit() {
        assertThat(answer(ONE, 0)).isFalse();

        for (int second = 10; second < 60; second += 10) {
            assertThat(silent(ONE, second)).as("after %d s", second).isFalse();
        }
        assertThat(silent(ONE, 60)).isTrue();
    }

    @Test
    void countsAnewAfterEachAnswer() {
        answer(ONE, 0);
        for (int second = 10; second < 60; second += 10) {
            silent(ONE, second);
        }
        answer(ONE, 59);

        assertThat(silent(ONE, 100)).isFalse();
    }

    @Test
    void asksSeveralTimesHoweverMuchTimeHasPassed() {
        answer(ONE, 0);

        assertThat(silent(ONE, 3600)).as("the machine slept").isFalse();
    }

    @Test
    void givesALaterProcessTheTimeOfAStart() {
        answer(ONE, 0);

        for (int second = 10; second < 190; second += 10) {
            assertThat(silent(NEXT, second)).as("after %d s", second).isFalse();
        }
        assertThat(silent(NEXT, 190)).isTrue();
    }

    @Test
    void needsNoAnswerOfTheFirstProcess() {
        for (int second = 0; second < 60; second += 10) {
            assertThat(silent(ONE, second)).as("after %d s", second).isFalse();
        }
        assertThat(silent(ONE, 60)).isTrue();
    }

    private boolean answer(ProcessId process, int second) {
        now.set(Duration.ofSeconds(second).toNanos());
        return silence.hangs(new LocalStack.Sign(process, true));
    }

    private boolean silent(ProcessId process, int second) {
        now.set(Duration.ofSeconds(second).toNanos());
        return silence.hangs(new LocalStack.Sign(process, false));
    }
}
