package dev.darkroom.core.port;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Runs the same thing on several threads that begin together. */
public final class AtOnce {
    private AtOnce() {}

    /** What each of {@code racers} threads got, by its number. */
    public static <T> List<T> run(int racers, IntFunction<T> race) {
        ExecutorService threads = Executors.newFixedThreadPool(racers);
        try {
            CountDownLatch ready = new CountDownLatch(racers);
            List<Future<T>> futures = new ArrayList<>();
            for (int racer = 0; racer < racers; racer++) {
                int number = racer;
                futures.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return race.apply(number);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("A racer failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
