package dev.darkroom.ingest;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.photo.Upload;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores one original while it arrives, when its sender has promised its SHA-256, which decides its key and which the store
 * verifies. Its last byte is held back until it was received, verified and inspected as a whole, so that nothing is stored
 * that would not have been. What goes wrong here is no failure: then it is stored after it has arrived, as all others are.
 */
final class StoreAhead {
    /** Smaller photos gain nothing; in larger ones, this mostly holds the header. */
    private static final int HEAD_BYTES = 256 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(StoreAhead.class);

    private final UploadRequest request;
    private final Inspector inspector;
    private final Originals originals;
    private final Clock clock;
    private boolean decided;
    private Optional<Begun> begun = Optional.empty();

    StoreAhead(UploadRequest request, Inspector inspector, Originals originals, Clock clock) {
        this.request = request;
        this.inspector = inspector;
        this.originals = originals;
        this.clock = clock;
    }

    /** Begins, once the file has enough bytes to be judged by. */
    void arrived(ReceivedFile file) {
        if (decided || file.bytes() < HEAD_BYTES) {
            return;
        }
        decided = true;
        long length = request.length().orElse(0);
        if (request.promise().content().isEmpty() || length <= file.bytes()) {
            return;
        }
        try {
            Upload upload = inspector.inspect(
                    request.owner(),
                    request.promise().content().get(),
                    request.sentName(),
                    file,
                    length,
                    clock.instant());
            begun = Optional.of(new Begun(upload, originals.putAhead(upload, file)));
        } catch (RejectedException | RejectedExecutionException e) {
            // The whole file may say something else, and is judged in any case.
            LOG.debug("Not stored ahead", e);
        }
    }

    /** When the photo that is being stored is said to have been uploaded. */
    Optional<Instant> uploadedAt() {
        return begun.map(started -> started.upload.uploadedAt());
    }

    /** Lets the last byte go if {@code upload} is what was begun, and waits for the store; whether the original is there now. */
    boolean finish(Upload upload, ReceivedFile file) {
        if (begun.isEmpty()) {
            return false;
        }
        Future<?> storing = begun.get().storing;
        if (!begun.get().upload.equals(upload)) {
            storing.cancel(true);
            return false;
        }
        file.release();
        try {
            storing.get();
            return true;
        } catch (ExecutionException e) {
            LOG.warn("Storing {} while it arrived failed; storing it again", upload.id(), e.getCause());
            return false;
        } catch (InterruptedException e) {
            storing.cancel(true);
            Thread.currentThread().interrupt();
            throw new UnavailableException("Interrupted while storing " + upload.id(), e);
        }
    }

    private record Begun(Upload upload, Future<?> storing) {}
}
