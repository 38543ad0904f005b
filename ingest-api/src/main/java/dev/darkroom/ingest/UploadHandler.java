package dev.darkroom.ingest;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.event.PhotoUploaded;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.port.Blob;
import dev.darkroom.core.port.BlobStore;
import dev.darkroom.core.port.EventLog;
import dev.darkroom.core.port.PhotoCatalog;
import dev.darkroom.core.port.Registration;
import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes in one photo, and its sidecar if it has one: receive, inspect, store, register, publish. It is acknowledged only after the last, and every step
 * can be repeated, so whatever breaks in between is mended by sending the photo again.
 */
final class UploadHandler {
    private static final Duration RETRY_WHILE_DELETING = Duration.ofSeconds(1);

    private final Receiver receiver;
    private final Inspector inspector;
    private final Originals originals;
    private final BlobStore blobs;
    private final PhotoCatalog catalog;
    private final EventLog events;
    private final IngestMetrics metrics;
    private final Clock clock;

    UploadHandler(
            Receiver receiver,
            Inspector inspector,
            Originals originals,
            BlobStore blobs,
            PhotoCatalog catalog,
            EventLog events,
            IngestMetrics metrics,
            Clock clock) {
        this.receiver = receiver;
        this.inspector = inspector;
        this.originals = originals;
        this.blobs = blobs;
        this.catalog = catalog;
        this.events = events;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What became of the upload, and the photo as the catalogue now holds it. */
    Registration upload(UploadRequest request) {
        StoreAhead ahead = new StoreAhead(request, inspector, originals, clock);
        Receiver.Received received = metrics.step("receive", () -> receiver.receive(request, ahead));
        try (ReceivedFile file = received.file()) {
            metrics.received(file.bytes());
            Optional<Blob> sidecar = received.sidecar().map(ReceivedSidecar::blob);
            Upload inspected = metrics.step(
                    "inspect",
                    () -> inspect(request, received, ahead.uploadedAt().orElseGet(clock::instant)));
            Upload upload =
                    sidecar.map(blob -> inspected.withSidecar(blob.content())).orElse(inspected);
            metrics.step("store", () -> {
                if (ahead.hasStored(inspected)) {
                    metrics.storedAhead();
                } else {
                    originals.putIfAbsent(upload, file);
                }
                return put(upload, sidecar);
            });
            Registration registration = metrics.step("register", () -> catalog.register(upload));
            finish(registration, file, sidecar);
            metrics.outcome(registration.outcome().name().toLowerCase(Locale.ROOT));
            return registration;
        }
    }

    private Upload inspect(UploadRequest request, Receiver.Received received, Instant at) {
        ReceivedFile file = received.file();
        try {
            return inspector.inspect(request.owner(), received.content(), received.sentName(), file, file.bytes(), at);
        } catch (RejectedException e) {
            throw Uploads.refused(e);
        }
    }

    /** Before the row names it; one that was there is replaced. */
    private Upload put(Upload upload, Optional<Blob> sidecar) {
        sidecar.ifPresent(blob -> blobs.put(ObjectKeys.sidecar(upload.owner(), upload.id()), blob));
        return upload;
    }

    private void finish(Registration registration, ReceivedFile file, Optional<Blob> sidecar) {
        switch (registration.outcome()) {
            case CREATED -> publish(registration.photo());
            // At the version before: for the lake the photo is not pending again, and what follows is newer.
            case AMENDED ->
                publish(registration.photo().upload(), registration.photo().version() - 1);
            case REVIVED -> {
                // The deletion before may have removed the objects after we had found or put them.
                Upload upload = registration.photo().upload();
                metrics.step("store", () -> {
                    originals.put(upload, file);
                    return put(upload, sidecar);
                });
                publish(registration.photo());
            }
            case DUPLICATE -> {
                // Whoever registered it first may have died before publishing; an event too many is harmless.
                if (registration.photo().status() == PhotoStatus.PENDING) {
                    publish(registration.photo());
                }
            }
            case DELETING ->
                throw ProblemException.of(
                                ErrorCode.UNAVAILABLE,
                                "This photo is being deleted right now; send it again in a second")
                        .retryAfter(RETRY_WHILE_DELETING);
        }
    }

    private void publish(Photo photo) {
        publish(photo.upload(), photo.version());
    }

    private void publish(Upload upload, long version) {
        metrics.step("publish", () -> {
            events.publish(new PhotoUploaded(upload, version));
            return upload;
        });
    }
}
