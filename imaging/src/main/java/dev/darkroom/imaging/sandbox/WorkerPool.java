package dev.darkroom.imaging.sandbox;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.imaging.format.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers of this process. Some more are running than photos are decoded at a time, so that behind one that dies
 * another stands ready; the keeper, a thread, starts what is missing at once. The last one back is the first one out again: its
 * code is compiled and its memory in the caches.
 *
 * <p>The keeper also is the parent that workers die with: the kernel means the thread, not the process.
 */
final class WorkerPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
    /** Up to half a minute. */
    private static final int MOST_DOUBLINGS = 7;
    /** Room for an answer where photos may only be small. */
    private static final int MIN_REGION_BYTES = 32 << 20;

    private static final Map<SandboxOptions, WorkerPool> SHARED = new HashMap<>();

    private final SandboxOptions options;
    private final WorkerProgram program;
    private final Semaphore hands;
    private final Semaphore vacancies;
    /** More at a time than there are processors would only be later, each. */
    private final Semaphore starts = new Semaphore(Runtime.getRuntime().availableProcessors());

    private final AtomicInteger failures = new AtomicInteger();
    private final BlockingDeque<Worker> idle = new LinkedBlockingDeque<>();
    private final Set<Worker> alive = ConcurrentHashMap.newKeySet();
    private final Queue<Region> regions = new ConcurrentLinkedQueue<>();
    private final ScheduledThreadPoolExecutor deadlines;
    private final CompletableFuture<Answer.Ready> first = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread keeper = new Thread(this::keep, "decode-keeper");
    private volatile String lastFailure = "none has started yet";
    private int users;

    private WorkerPool(SandboxOptions options, WorkerProgram program) {
        this.options = options;
        this.program = program;
        this.hands = new Semaphore(options.workers(), true);
        this.vacancies = new Semaphore(options.workers() + options.spares());
        this.deadlines = new ScheduledThreadPoolExecutor(1, work -> daemon(new Thread(work, "decode-deadlines")));
        this.deadlines.setRemoveOnCancelPolicy(true);
    }

    private static Thread daemon(Thread thread) {
        thread.setDaemon(true);
        return thread;
    }

    /**
     * The pool of this process with these options; to be closed as often as it was opened.
     *
     * @throws RejectedException when its workers have no codec
     * @throws UnavailableException when no worker starts
     */
    static WorkerPool open(SandboxOptions options) throws RejectedException {
        synchronized (SHARED) {
            WorkerPool pool = SHARED.get(options);
            if (pool == null) {
                pool = start(options);
                SHARED.put(options, pool);
            }
            pool.users++;
            return pool;
        }
    }

    private static WorkerPool start(SandboxOptions options) throws RejectedException {
        WorkerPool pool = null;
        try {
            pool = new WorkerPool(options, WorkerProgram.find());
            daemon(pool.keeper).start();
            Answer.Ready ready = pool.first.get(START_LIMIT.toSeconds() + 1, TimeUnit.SECONDS);
            daemon(new Thread(pool::makeArchive, "decode-archive")).start();
            LOG.info("Processes with {} decode {}: {}", ready.codec(), ready.formats(), ready.protections());
            return pool;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop(pool);
            throw new UnavailableException("Stopped while the first decoder process started", e);
        } catch (IOException | TimeoutException e) {
            stop(pool);
            throw new UnavailableException("No decoder process starts: " + e, e);
        } catch (ExecutionException e) {
            stop(pool);
            if (e.getCause() instanceof RejectedException rejected) {
                throw rejected;
            }
            throw new UnavailableException(
                    "No decoder process starts: " + e.getCause().getMessage(), e);
        }
    }

    private void makeArchive() {
        try {
            program.makeArchive();
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; the next process makes it.
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(WorkerPool pool) {
        if (pool != null) {
            pool.end();
        }
    }

    /** What the first worker said of itself. */
    Answer.Ready ready() {
        return first.join();
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Waits for one of the pairs of hands that may be busy at a time. */
    void takeHands() throws InterruptedException {
        Duration patience = options.deadline().multipliedBy(2);
        if (!hands.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new UnavailableException(
                    "Every decoder process has been busy for " + patience.toSeconds() + " s", null);
        }
    }

    void dropHands() {
        hands.release();
    }

    /** A worker that is ready; with hands taken there is one, or soon will be. */
    Worker borrow() throws InterruptedException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!isClosed()) {
            Worker worker = idle.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (worker == null) {
                throw new UnavailableException("No decoder process starts: " + lastFailure, null);
            }
            if (worker.isAlive()) {
                return worker;
            }
        }
        throw new UnavailableException("The decoder processes are being stopped", null);
    }

    /** A worker for the next photo, if it still lives; one that has had its photos goes when another stands ready. */
    void giveBack(Worker worker) {
        if (worker.photos() >= options.photosPerWorker() && !idle.isEmpty()) {
            worker.kill();
        } else if (worker.isAlive()) {
            idle.addFirst(worker);
        }
    }

    int idle() {
        return idle.size();
    }

    private void keep() {
        try {
            while (!isClosed()) {
                vacancies.acquire();
                starts.acquire();
                closed.await(pause().toMillis(), TimeUnit.MILLISECONDS);
                hire();
            }
        } catch (InterruptedException e) {
            // Closed: the workers are ended by whoever does it.
            return;
        }
    }

    /** None before a start, unless the last ones failed. */
    private Duration pause() {
        int failed = failures.get();
        return failed == 0 ? Duration.ZERO : SHORTEST_PAUSE.multipliedBy(1L << Math.min(failed - 1, MOST_DOUBLINGS));
    }

    /** Starts a process here, and waits elsewhere until it is ready; but for the first one, which tells whether any will be. */
    private void hire() {
        Worker worker;
        try {
            worker = start();
        } catch (IOException | RuntimeException e) {
            vacancies.release();
            starts.release();
            failed(e);
            return;
        }
        if (first.isDone()) {
            daemon(new Thread(() -> welcome(worker, false), "decode-start")).start();
        } else {
            welcome(worker, true);
        }
    }

    private void welcome(Worker worker, boolean isFirst) {
        try {
            Setup setup = new Setup(
                    ProcessHandle.current().pid(),
                    Lockdown.networkNamespace(),
                    options.maxMemoryBytes(),
                    isFirst,
                    options.limits(),
                    options.recipe());
            Answer.Ready ready = worker.ready(setup, START_LIMIT);
            failures.set(0);
            first.complete(ready);
            idle.addLast(worker);
        } catch (RejectedException | WorkerEndedException | RuntimeException e) {
            worker.kill();
            failed(e);
        } finally {
            starts.release();
        }
    }

    private Worker start() throws IOException {
        Region region = regions.poll();
        if (region == null) {
            Limits limits = options.limits();
            region = Region.create(
                    Math.toIntExact(Math.max(limits.maxBytes() + limits.maxXmpBytes(), MIN_REGION_BYTES)));
        }
        Worker worker;
        try {
            worker = Worker.start(program, region, !first.isDone(), deadlines);
        } catch (IOException | RuntimeException e) {
            regions.add(region);
            throw e;
        }
        alive.add(worker);
        worker.onEnd(() -> ended(worker));
        if (isClosed()) {
            worker.kill();
        }
        return worker;
    }

    private void ended(Worker worker) {
        alive.remove(worker);
        idle.remove(worker);
        if (isClosed()) {
            worker.region().close();
        } else {
            regions.add(worker.region());
            vacancies.release();
        }
    }

    private void failed(Exception failure) {
        lastFailure = failure.getMessage();
        failures.incrementAndGet();
        if (!isClosed()) {
            LOG.error("A decoder process did not start: {}", lastFailure);
            first.completeExceptionally(failure);
        }
    }

    @Override
    public void close() {
        synchronized (SHARED) {
            users--;
            if (users == 0) {
                SHARED.remove(options);
                end();
            }
        }
    }

    private void end() {
        closed.countDown();
        keeper.interrupt();
        alive.forEach(Worker::kill);
        deadlines.shutdownNow();
        for (Region region = regions.poll(); region != null; region = regions.poll()) {
            region.close();
        }
    }
}
