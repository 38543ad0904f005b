package dev.darkroom.flink.develop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.transform.Transform;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.imaging.Original;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class DecodeDeadlineTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final byte[] QUICK = {};
    private static final byte[] HANGS = {1};
    private static final byte[] DAMAGED = {1, 2};

    private final CountDownLatch end = new CountDownLatch(1);
    private final Transform<Original, String> decoder = new Transform<>() {
        @Override
        public TransformId id() {
            return TransformId.of("decode", 1, "");
        }

        @Override
        public String apply(Original original) throws RejectedException {
            if (original.bytes() == DAMAGED) {
                throw new RejectedException(Reason.CORRUPT, "damaged");
            }
            if (original.bytes() == HANGS) {
                awaitEnd();
            }
            return "picture";
        }
    };

    @Test
    void handsTheResultAndTheRejectionThrough() throws RejectedException {
        DecodeDeadline<String> deadline = new DecodeDeadline<>(decoder, Duration.ofSeconds(30), 1);

        assertThat(deadline.apply(Original.of(QUICK))).isEqualTo("picture");
        assertThatThrownBy(() -> deadline.apply(Original.of(DAMAGED)))
                .asInstanceOf(type(RejectedException.class))
                .extracting(RejectedException::reason)
                .isEqualTo(Reason.CORRUPT);
    }

    @Test
    void rejectsAnOriginalThatTakesTooLongAndDecodesTheNext() throws RejectedException {
        DecodeDeadline<String> deadline = new DecodeDeadline<>(decoder, SHORT, 2);

        assertThatThrownBy(() -> deadline.apply(Original.of(HANGS)))
                .asInstanceOf(type(RejectedException.class))
                .extracting(RejectedException::reason)
                .isEqualTo(Reason.DECODE_TIMEOUT);
        assertThat(new DecodeDeadline<>(decoder, Duration.ofSeconds(30), 1).apply(Original.of(QUICK)))
                .isEqualTo("picture");
        end.countDown();
    }

    @Test
    void rejectsNobodyForTheThreadsThatOthersHold() {
        DecodeDeadline<String> deadline = new DecodeDeadline<>(decoder, SHORT, 1);
        assertThatThrownBy(() -> deadline.apply(Original.of(HANGS))).isInstanceOf(RejectedException.class);

        assertThatThrownBy(() -> deadline.apply(Original.of(QUICK))).isInstanceOf(UnavailableException.class);
        end.countDown();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
