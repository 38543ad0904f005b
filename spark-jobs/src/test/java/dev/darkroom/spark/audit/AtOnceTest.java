package dev.darkroom.spark.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.error.UnavailableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many calls under way at once, within a bound. */
@Timeout(20)
final class AtOnceTest {
    private static final List<Integer> NUMBERS = IntStream.range(0, 100).boxed().toList();

    @Test
    void resultsKeepTheOrderOfTheirElements() {
        try (AtOnce<Integer, Integer> squares = new AtOnce<>(NUMBERS.iterator(), number -> number * number, 8)) {
            List<Integer> taken = new ArrayList<>();
            squares.forEachRemaining(taken::add);

            assertThat(taken)
                    .isEqualTo(NUMBERS.stream().map(number -> number * number).toList());
            assertThatThrownBy(squares::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void asManyAsTheBoundAreUnderWayAtOnceAndNoMore() {
        CyclicBarrier four = new CyclicBarrier(4);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (AtOnce<Integer, Boolean> calls = new AtOnce<>(
                NUMBERS.iterator(),
                number -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    boolean met = met(four);
                    now.decrementAndGet();
                    return met;
                },
                4)) {
            assertThat(calls).toIterable().hasSize(100).containsOnly(true);
            assertThat(most).hasValue(4);
        }
    }

    @Test
    void nothingIsReadAheadOfTheBound() {
        AtomicInteger read = new AtomicInteger();
        try (AtOnce<Integer, Integer> calls = new AtOnce<>(
                NUMBERS.stream().peek(number -> read.incrementAndGet()).iterator(), n -> n, 8)) {
            assertThat(calls.next()).isZero();
            assertThat(read.get()).isLessThanOrEqualTo(9);
        }
    }

    @Test
    void aFailureIsThatOfTheCall() {
        try (AtOnce<Integer, Integer> calls = new AtOnce<>(
                NUMBERS.iterator(),
                number -> {
                    throw new UnavailableException("S3 is away", null);
                },
                2)) {
            assertThatThrownBy(calls::next)
                    .isInstanceOf(UnavailableException.class)
                    .hasMessage("S3 is away");
        }
    }

    @Test
    void itsThreadsEndWithIt() {
        List<Thread> workers = Collections.synchronizedList(new ArrayList<>());
        try (AtOnce<Integer, Boolean> calls =
                new AtOnce<>(NUMBERS.iterator(), number -> workers.add(Thread.currentThread()), 2)) {
            calls.forEachRemaining(done -> {});
        }
        workers.forEach(AtOnceTest::join);
        assertThat(workers).isNotEmpty().noneMatch(Thread::isAlive);
    }

    private static boolean met(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            return false;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
