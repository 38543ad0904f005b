package dev.darkroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void endsAClientThatTrickles() {
        RequestBody body = body(100_000);
        byte[] one = new byte[1];
        assertThat(body.read(one)).isEqualTo(1);
        nanos.set(Duration.ofSeconds(11).toNanos());
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> body.read(one))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_TIMEOUT))
                .withMessageContaining("1 bytes in 11 s");
    }

    @Test
    void bearsASlowClientThatKeepsGoing() {
        RequestBody body = body(100_000);
        byte[] some = new byte[20_000];
        for (int second = 5; second <= 25; second += 5) {
            nanos.set(Duration.ofSeconds(second).toNanos());
            assertThat(body.read(some)).isEqualTo(20_000);
        }
    }

    @Test
    void endsABodyThatOutlivesTheDeadline() {
        RequestBody body = body(10_000_000);
        assertThat(body.read(new byte[5_000_000])).isPositive();
        nanos.set(Duration.ofSeconds(61).toNanos());
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> body.read(new byte[1]))
                .withMessageContaining("within 60 s");
    }

    @Test
    void readsASmallBodyWholeAndRefusesALargerOne() {
        assertThat(body(10).readAtMost(10))
                .hasValueSatisfying(bytes -> assertThat(bytes).hasSize(10));
        assertThat(body(0).readAtMost(10))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEmpty());
        assertThat(body(11).readAtMost(10)).isEmpty();
    }

    private RequestBody body(int bytes) {
        return new RequestBody(new ByteArrayInputStream(new byte[bytes]), Duration.ofSeconds(60), nanos::get);
    }
}
