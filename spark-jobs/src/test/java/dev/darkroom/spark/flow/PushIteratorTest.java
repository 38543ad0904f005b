package dev.darkroom.spark.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pushing scan as a pulled iterator. */
@Timeout(10)
final class PushIteratorTest {
    @Test
    void givesEverythingInOrder() {
        Iterator<Integer> numbers =
                PushIterator.over(out -> IntStream.range(0, 5_000).forEach(out::accept));
        List<Integer> taken = new ArrayList<>();
        numbers.forEachRemaining(taken::add);

        assertThat(taken).isEqualTo(IntStream.range(0, 5_000).boxed().toList());
        assertThat(numbers.hasNext()).isFalse();
        assertThatThrownBy(numbers::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void anEmptyScanIsAnEmptyIterator() {
        assertThat(PushIterator.over(out -> {}).hasNext()).isFalse();
    }

    @Test
    void askingTwiceTakesNothing() {
        Iterator<String> one = PushIterator.over(out -> out.accept("one"));

        assertThat(one.hasNext()).isTrue();
        assertThat(one.hasNext()).isTrue();
        assertThat(one.next()).isEqualTo("one");
    }

    @Test
    void theScanWaitsForWhoeverPulls() {
        AtomicInteger pushed = new AtomicInteger();
        Iterator<Integer> numbers =
                PushIterator.over(out -> IntStream.range(0, 5_000).forEach(number -> {
                    out.accept(number);
                    pushed.incrementAndGet();
                }));

        await().until(() -> pushed.get() == 1_000);
        await().during(Duration.ofMillis(200)).until(() -> pushed.get() == 1_000);
        assertThat(numbers.next()).isZero();
        await().until(() -> pushed.get() == 1_001);
    }

    @Test
    void aFailureOfTheScanComesAfterWhatItGave() {
        Iterator<Integer> numbers = PushIterator.over(out -> {
            out.accept(1);
            throw new IllegalStateException("the store is away");
        });

        assertThat(numbers.next()).isEqualTo(1);
        assertThatThrownBy(numbers::hasNext)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the store is away");
    }

    @Test
    void anErrorOfTheScanLeavesNobodyWaiting() {
        Iterator<Integer> numbers = PushIterator.over(out -> {
            throw new NoClassDefFoundError("driver");
        });

        assertThatThrownBy(numbers::hasNext).hasRootCauseInstanceOf(NoClassDefFoundError.class);
    }
}
