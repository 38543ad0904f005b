package dev.darkroom.imaging.sandbox;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.core.transform.Transform;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.imaging.DevelopedPhoto;
import dev.darkroom.imaging.Original;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Develops photos as {@link dev.darkroom.imaging.Developer} does, in other processes: a photo that crashes the decoder,
 * hangs it, or makes it take memory without end costs a worker and never this process. Ids and results are the same.
 *
 * <p>A photo whose worker dies is tried once more, by another worker; then it is rejected, also after this process has
 * been restarted in between. Safe for threads; all with equal options in one process share the workers.
 */
public final class SandboxedDeveloper implements Transform<Original, DevelopedPhoto>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxedDeveloper.class);

    private final SandboxOptions options;
    private final SandboxObserver observer;
    private final WorkerPool pool;
    private final Attempts attempts;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SandboxedDeveloper(SandboxOptions options, SandboxObserver observer, WorkerPool pool, Attempts attempts) {
        this.options = options;
        this.observer = observer;
        this.pool = pool;
        this.attempts = attempts;
    }

    /**
     * Starts the workers, and returns when the first one can develop.
     *
     * @throws RejectedException with {@code CODEC_UNAVAILABLE} and how to install it, when there is no codec
     * @throws UnavailableException when no worker starts, or the folder for the counts cannot be written
     */
    public static SandboxedDeveloper open(SandboxOptions options, SandboxObserver observer) throws RejectedException {
        WorkerPool pool = WorkerPool.open(options);
        try {
            String codec = pool.ready().codec() + " " + options.recipe().id();
            return new SandboxedDeveloper(
                    options, observer, pool, Attempts.in(options.state(), codec, Clock.systemUTC()));
        } catch (IOException e) {
            pool.close();
            throw new UnavailableException(
                    "Cannot count attempts in " + options.state() + "; check that it can be written", e);
        }
    }

    @Override
    public TransformId id() {
        return options.recipe().id();
    }

    /** Everything that {@link #apply} derives, for the ledger. */
    public List<TransformId> ids() {
        return pool.ready().transforms();
    }

    /** What holds the workers on this machine. */
    public Protections protections() {
        return pool.ready().protections();
    }

    /** Name and version of the library that the workers decode with. */
    public String codec() {
        return pool.ready().codec();
    }

    /** What that library reads. */
    public List<ImageFormat> formats() {
        return pool.ready().formats();
    }

    /** How many workers wait for a photo. */
    public int idle() {
        return pool.idle();
    }

    /**
     * Develops one photo.
     *
     * @throws RejectedException as the developer does, or with {@link Reason#DECODE_TIMEOUT} or
     *     {@link Reason#DECODER_CRASHED}
     * @throws UnavailableException when no worker is to be had: nothing is counted against the photo
     * @throws IllegalStateException when the developer failed unforeseen
     */
    @Override
    public DevelopedPhoto apply(Original original) throws RejectedException {
        options.limits().checkBytes(original.bytes().length);
        options.limits()
                .checkSidecar(original.sidecar().map(bytes -> bytes.length).orElse(0));
        try {
            pool.takeHands();
            try {
                return result(answer(original));
            } finally {
                pool.dropHands();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Stopped while waiting for a decoder process", e);
        }
    }

    /** That of the first worker which survives the photo. */
    private Answer answer(Original original) throws RejectedException, InterruptedException {
        ContentHash counted = original.together();
        Worker worker = pool.borrow();
        while (true) {
            try {
                attempts.begin(counted);
                Answer answer = worker.ask(original, options.deadline());
                attempts.settle(counted);
                return answer;
            } catch (WorkerEndedException e) {
                ended(counted, e);
            } finally {
                pool.giveBack(worker);
            }
            worker = replacement();
        }
    }

    private Worker replacement() throws InterruptedException {
        long started = System.nanoTime();
        Worker worker = pool.borrow();
        observer.replaced(Duration.ofNanos(System.nanoTime() - started));
        return worker;
    }

    private void ended(ContentHash counted, WorkerEndedException ending) throws RejectedException {
        if (pool.isClosed()) {
            attempts.settle(counted);
            throw new UnavailableException("Stopped while decoding", ending);
        }
        if (ending.late()) {
            attempts.settle(counted);
            throw new RejectedException(
                    Reason.DECODE_TIMEOUT,
                    "Decoding took longer than " + options.deadline().toSeconds() + " s",
                    ending);
        }
        attempts.crashed(counted);
        observer.crashed();
        LOG.warn("A decoder process died over {}: {}", counted, ending.getMessage());
    }

    private static DevelopedPhoto result(Answer answer) throws RejectedException {
        if (answer instanceof Answer.Done done) {
            return done.photo();
        }
        if (answer instanceof Answer.Rejected rejected) {
            throw new RejectedException(rejected.reason(), rejected.detail());
        }
        throw new IllegalStateException("The decoder failed: " + answer);
    }

    /** Ends the workers, when nobody else in this process uses them; photos in hand are given up, uncounted. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            pool.close();
        }
    }
}
