package dev.darkroom.web;

import dev.darkroom.core.port.Port;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Says whether a service could do its work now: asks every dependency at once, in bounded time, and never asks one
 * again before it has answered. Safe for threads.
 */
public final class Health implements AutoCloseable {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);

    private final Map<String, Runnable> checks;
    private final Set<String> optional;
    private final Duration timeout;
    private final ExecutorService threads;
    private final Map<String, CompletableFuture<Void>> running = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    private Health(Map<String, Runnable> checks, Set<String> optional, Duration timeout) {
        this.checks = new TreeMap<>(checks);
        this.optional = Set.copyOf(optional);
        this.timeout = timeout;
        threads = Executors.newFixedThreadPool(Math.max(1, checks.size()), task -> {
            Thread thread = new Thread(task, "health");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Health by these checks; each returns when its dependency would work and throws what is wrong when not. */
    public static Health of(Map<String, Runnable> checks) {
        return within(DEFAULT_TIMEOUT, checks);
    }

    /** As {@link #of}, with another bound on the whole answer. */
    public static Health within(Duration timeout, Map<String, Runnable> checks) {
        return new Health(checks, Set.of(), timeout);
    }

    /** The same with dependencies that the service can do without for a while: they are named, and it stays ready. */
    public Health alsoReporting(Map<String, Runnable> more) {
        Map<String, Runnable> all = new TreeMap<>(checks);
        all.putAll(more);
        close();
        return new Health(all, more.keySet(), timeout);
    }

    /** One check per port, plus the keys of {@code auth} as {@code token-keys}. */
    public static Health of(Map<String, Port> ports, BearerAuth auth) {
        Map<String, Runnable> checks = new TreeMap<>();
        ports.forEach((name, port) -> checks.put(name, port::check));
        checks.put("token-keys", auth::check);
        return of(checks);
    }

    /** Whether every dependency would work, and what is wrong with those that would not. */
    public Readiness readiness() {
        long deadline = System.nanoTime() + timeout.toNanos();
        Map<String, CompletableFuture<Void>> asked = new LinkedHashMap<>();
        checks.forEach((name, check) -> asked.put(name, ask(name, check)));
        Map<String, Dependency> found = new LinkedHashMap<>();
        asked.forEach((name, answer) -> found.put(name, await(answer, deadline - System.nanoTime())));
        return new Readiness(status(found), found);
    }

    private String status(Map<String, Dependency> found) {
        if (stopping) {
            return "stopping";
        }
        Set<String> failed = new TreeSet<>(found.keySet());
        failed.removeIf(name -> found.get(name).status.equals("ok"));
        return failed.isEmpty() ? "ok" : optional.containsAll(failed) ? "degraded" : "failed";
    }

    /** From now on the service is not ready, so that balancers send nothing more. */
    void stopping() {
        stopping = true;
    }

    private CompletableFuture<Void> ask(String name, Runnable check) {
        return running.compute(
                name, (key, last) -> last == null || last.isDone() ? CompletableFuture.runAsync(check, threads) : last);
    }

    private Dependency await(CompletableFuture<Void> answer, long nanos) {
        try {
            answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            return new Dependency("ok", "");
        } catch (TimeoutException e) {
            return new Dependency("failed", "No answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            return new Dependency("failed", String.valueOf(e.getCause().getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Dependency("failed", "Interrupted while asking");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /**
     * The answer.
     *
     * @param status {@code ok}, {@code degraded}, {@code failed} or {@code stopping}
     * @param dependencies by name
     */
    public record Readiness(String status, Map<String, Dependency> dependencies) {
        /** Whether requests may be sent here. */
        public boolean isReady() {
            return status.equals("ok") || status.equals("degraded");
        }
    }

    /** One dependency: {@code ok} or {@code failed}, and what is wrong. */
    public record Dependency(String status, String detail) {}
}
