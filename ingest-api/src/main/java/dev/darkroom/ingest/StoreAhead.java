package dev.darkroom.ingest;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.Upload;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
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
    private Optional<Upload> begun = Optional.empty();
    private boolean stored;

    StoreAhead(UploadRequest request, Inspector inspector, Originals originals, Clock clock) {
        this.request = request;
        this.inspector = inspector;
        this.originals = originals;
        this.clock = clock;
    }

    /** Stores it, once enough has arrived to judge it by; then all of it has arrived, unless that failed. */
    void arrived(Arrival arrival) {
        if (decided || arrival.file().bytes() < HEAD_BYTES) {
            return;
        }
        decided = true;
        if (request.promise().content().isEmpty()
                || request.length().orElse(0) <= arrival.file().bytes()) {
            return;
        }
        try {
            Upload upload = inspect(arrival, clock.instant());
            begun = Optional.of(upload);
            originals.putIfAbsent(upload, arrival, () -> verify(arrival, upload));
            stored = true;
        } catch (RejectedException e) {
            // The whole file may say something else, and is judged in any case.
            LOG.debug("Not stored ahead", e);
        } catch (RuntimeException e) {
            LOG.info("Stored once it has arrived, because storing it ahead failed: {}", e.toString());
        }
    }

    /** When the photo that was stored is said to have been uploaded. */
    Optional<Instant> uploadedAt() {
        return begun.map(Upload::uploadedAt);
    }

    /** Whether the original is there now: it was stored as {@code upload}. */
    boolean hasStored(Upload upload) {
        return stored && begun.equals(Optional.of(upload));
    }

    private void verify(Arrival arrival, Upload upload) {
        arrival.finish();
        try {
            if (!inspect(arrival, upload.uploadedAt()).equals(upload)) {
                throw new IllegalStateException("The whole photo is not what its beginning was");
            }
        } catch (RejectedException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private Upload inspect(Arrival arrival, Instant at) throws RejectedException {
        return inspector.inspect(
                request.owner(),
                request.promise().content().orElseThrow(),
                request.sentName(),
                arrival.file(),
                request.length().orElseThrow(),
                at);
    }
}
