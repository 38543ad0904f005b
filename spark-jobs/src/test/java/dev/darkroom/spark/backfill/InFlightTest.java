package dev.darkroom.spark.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How photos overlap, and what bounds them. */
final class InFlightTest {
    private final List<Integer> results = new ArrayList<>();

    @Test
    void everyElementIsDoneOnce() throws InterruptedException {
        new InFlight<Integer>(3, 100, element -> 10)
                .run(IntStream.range(0, 50).iterator(), () -> true, element -> element, results::add);

        assertThat(results).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void elementsOverlapUpToTheBound() throws InterruptedException {
        CountDownLatch three = new CountDownLatch(3);

        new InFlight<Integer>(3, 100, element -> 10)
                .run(IntStream.range(0, 3).iterator(), () -> true, element -> met(three), results::add);

        assertThat(results).as("each waited for the two others").containsExactly(1, 1, 1);
    }

    @Test
    void bytesInHandAreBoundedAndALargerElementGoesAlone() throws InterruptedException {
        AtomicInteger inHand = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        new InFlight<Integer>(8, 100, element -> element)
                .run(
                        List.of(40, 40, 40, 500, 40).iterator(),
                        () -> true,
                        element -> {
                            most.accumulateAndGet(inHand.addAndGet(element), Math::max);
                            inHand.addAndGet(-element);
                            return element;
                        },
                        results::add);

        assertThat(most.get()).isEqualTo(500);
        assertThat(results).hasSize(5);
    }

    @Test
    void whenItMayNotGoOnWhatWasBegunIsFinished() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();

        new InFlight<Integer>(2, 100, element -> 1)
                .run(IntStream.range(0, 50).iterator(), () -> asked.incrementAndGet() <= 5, e -> e, results::add);

        assertThat(results).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    @Test
    void aFailureEndsTheRun() {
        assertThatThrownBy(() -> new InFlight<Integer>(2, 100, element -> 1)
                        .<Integer>run(
                                IntStream.range(0, 50).iterator(),
                                () -> true,
                                element -> {
                                    throw new IllegalStateException("no " + element);
                                },
                                results::add))
                .hasMessageStartingWith("no ");
        assertThat(results).isEmpty();
    }

    private static int met(CountDownLatch latch) {
        latch.countDown();
        try {
            return latch.await(20, TimeUnit.SECONDS) ? 1 : 0;
        } catch (InterruptedException e) {
            return -1;
        }
    }
}
