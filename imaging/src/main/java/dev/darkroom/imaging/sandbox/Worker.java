package dev.darkroom.imaging.sandbox;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.Original;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One process that decodes, seen from outside; in one pair of hands at a time. */
final class Worker {
    private static final int SIGNALLED = 128;
    private static final byte[] NO_SIDECAR = {};

    private final Process process;
    private final Region region;
    private final DataOutputStream requests;
    private final DataInputStream answers;
    private final Complaints complaints;
    private final Deadline deadline;
    private int photos;

    private Worker(Process process, Region region, ScheduledExecutorService deadlines) {
        this.process = process;
        this.region = region;
        this.deadline = new Deadline(deadlines, this::kill);
        this.requests = new DataOutputStream(process.getOutputStream());
        this.answers = new DataInputStream(process.getInputStream());
        this.complaints = Complaints.of(process.getErrorStream());
    }

    /** Starts the process; it has still to say that it is ready. {@code isFirst} as in {@link Setup}. */
    static Worker start(WorkerProgram program, Region region, boolean isFirst, ScheduledExecutorService deadlines)
            throws IOException {
        return new Worker(program.start(region, isFirst), region, deadlines);
    }

    /**
     * Tells the process what it is for, and waits until it can develop.
     *
     * @throws RejectedException when it never can: there is no codec
     * @throws WorkerEndedException when it did not come so far
     */
    Answer.Ready ready(Setup setup, Duration limit) throws RejectedException, WorkerEndedException {
        Answer answer = exchange(region.put(Setup.class, setup), 0, limit);
        if (answer instanceof Answer.Ready ready) {
            return ready;
        }
        if (answer instanceof Answer.Rejected rejected) {
            throw new RejectedException(rejected.reason(), rejected.detail());
        }
        throw new WorkerEndedException("it answered " + answer, false, null);
    }

    /**
     * Has one photo developed.
     *
     * @throws WorkerEndedException when the process ended over it, by itself or because the time was over; this worker
     *     is of no more use
     */
    Answer ask(Original original, Duration limit) throws WorkerEndedException {
        photos++;
        byte[] sidecar = original.sidecar().orElse(NO_SIDECAR);
        region.put(0, original.bytes());
        region.put(original.bytes().length, sidecar);
        return exchange(original.bytes().length, sidecar.length, limit);
    }

    /** Says what lies in the region; the answer lies there afterwards. */
    private Answer exchange(int length, int more, Duration limit) throws WorkerEndedException {
        complaints.forget();
        deadline.start(limit);
        try {
            requests.writeInt(length);
            requests.writeInt(more);
            requests.flush();
            return region.get(Answer.class, answers.readInt());
        } catch (IOException e) {
            kill();
            boolean late = deadline.passed();
            throw new WorkerEndedException(late ? "it took longer than " + limit : ending(), late, e);
        } catch (IllegalArgumentException e) {
            kill();
            throw new WorkerEndedException("it answered what is no answer: " + e.getMessage(), false, e);
        } finally {
            deadline.stop();
        }
    }

    private String ending() {
        if (process.isAlive()) {
            return "it closed its output";
        }
        int code = process.exitValue();
        String how = code > SIGNALLED ? "signal " + (code - SIGNALLED) : "exit code " + code;
        return complaints.text().isEmpty() ? how : how + ", after: " + complaints.text();
    }

    /** How many it was asked to develop. */
    int photos() {
        return photos;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Calls {@code action} when the process has ended, however. */
    void onEnd(Runnable action) {
        CompletableFuture<?> unused = process.onExit().thenRun(action);
    }

    /** Ends the process at once; its memory is free when this returns, or else stays its own for ever. */
    boolean kill() {
        process.destroyForcibly();
        try {
            return process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Region region() {
        return region;
    }
}
