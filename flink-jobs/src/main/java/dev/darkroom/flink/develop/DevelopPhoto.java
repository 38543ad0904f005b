package dev.darkroom.flink.develop;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.PhotoDerived;
import dev.darkroom.core.event.PhotoRejected;
import dev.darkroom.core.event.PhotoUploaded;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.photo.CacheKeys;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.photo.Rejection;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.transform.Derivation;
import dev.darkroom.core.transform.Transform;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.imaging.DevelopedPhoto;
import dev.darkroom.imaging.Original;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Develops one uploaded photo: original -> renditions -> completed row -> event, by the shadow's recipe while there is one,
 * and what it looks like. Every write can be repeated, so doing it again after a crash changes nothing. Safe for threads.
 *
 * <p>The time in its events is the time of developing. A repetition carries a later one, which is harmless: consumers
 * order by version, and the events of an attempt that did not commit are never seen.
 */
final class DevelopPhoto {
    private static final Logger LOG = LoggerFactory.getLogger(DevelopPhoto.class);
    private static final int LOCKS = 64;
    private static final long MAX_SIDECAR_BYTES = 1 << 20;

    private final DevelopPorts ports;
    private final Developers developers;
    private final Renditions renditions;
    private final ShadowDevelopment shadows;
    private final Patience patience;
    private final DevelopObserver observer;
    private final Clock clock;
    private final long maxBytes;

    /**
     * One photo is in one pair of hands at a time. Otherwise, for a photo deleted and uploaded again, tidying up after
     * the first upload could take the renditions of the second.
     */
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    /** {@code maxBytes}: the longest original that is read into memory. */
    DevelopPhoto(DevelopPorts ports, Developers developers, DevelopObserver observer, Clock clock, long maxBytes) {
        this.ports = ports;
        this.developers = developers;
        this.observer = observer;
        this.clock = clock;
        this.maxBytes = maxBytes;
        this.patience = Patience.ofSomeSeconds();
        this.renditions = new Renditions(ports.blobs(), patience, ports.uploads());
        this.shadows = new ShadowDevelopment(ports, renditions, patience);
    }

    /**
     * Develops the photo of {@code uploaded}.
     *
     * @return the event to publish: derived or rejected; empty when the photo was deleted meanwhile
     * @throws UnavailableException when a store stays away: nothing is lost, call again
     * @throws dev.darkroom.core.error.ArchivedException when the original must be restored first
     */
    Optional<Event> develop(PhotoUploaded uploaded) {
        Upload upload = uploaded.upload();
        synchronized (locks[Math.floorMod(upload.id().hashCode(), LOCKS)]) {
            return develop(upload, developers.current());
        }
    }

    private Optional<Event> develop(Upload upload, Developers.Current by) {
        try {
            Optional<byte[]> bytes = timed(Stage.READ, () -> read(upload));
            if (bytes.isEmpty()) {
                return missing(upload, by);
            }
            Original original = verified(upload, bytes.get());
            return complete(upload, original, developed(upload, original, by.live()), by);
        } catch (TooLongException e) {
            return reject(upload, by, Reason.TOO_MANY_BYTES, e.getMessage());
        } catch (RejectedException e) {
            return reject(upload, by, e.reason(), e.getMessage());
        }
    }

    private Optional<byte[]> read(Upload upload) {
        String key = ObjectKeys.original(upload.owner(), upload.id());
        return patience.call(() -> {
            try {
                return ports.blobs().read(key, maxBytes);
            } catch (IllegalArgumentException e) {
                throw new TooLongException("The original has more than " + maxBytes + " bytes", e);
            }
        });
    }

    private Original verified(Upload upload, byte[] bytes) throws RejectedException {
        ContentHash found = ContentHash.of(bytes);
        if (!found.equals(upload.content())) {
            throw new RejectedException(
                    Reason.CHECKSUM_MISMATCH, "The stored original has SHA-256 " + found + ", not the uploaded one");
        }
        return new Original(found, bytes, sidecar(upload));
    }

    private DevelopedPhoto developed(Upload upload, Original original, Transform<Original, DevelopedPhoto> developer)
            throws RejectedException {
        long started = System.nanoTime();
        try {
            return developer.apply(original);
        } catch (UnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("Developing photo {} failed in a way that nobody foresaw", upload.id(), e);
            throw new RejectedException(
                    Reason.DECODER_FAILED, "The decoder failed: " + e.getClass().getSimpleName(), e);
        } finally {
            observer.took(Stage.DECODE, Duration.ofNanos(System.nanoTime() - started));
        }
    }

    /** The file beside the photo; the newest there is, of which a later event may tell. */
    private Optional<byte[]> sidecar(Upload upload) {
        if (upload.sidecar().isEmpty()) {
            return Optional.empty();
        }
        String key = ObjectKeys.sidecar(upload.owner(), upload.id());
        Optional<byte[]> sidecar =
                timed(Stage.READ, () -> patience.call(() -> ports.blobs().read(key, MAX_SIDECAR_BYTES)));
        if (sidecar.isEmpty()) {
            LOG.warn("The sidecar of photo {} is not in the object store; its metadata is the file's own", upload.id());
        }
        return sidecar;
    }

    private Optional<Event> complete(
            Upload upload, Original original, DevelopedPhoto developed, Developers.Current by) {
        timed(Stage.PUT, () -> {
            renditions.put(upload, developed);
            return true;
        });
        Optional<Photo> row = timed(
                Stage.CATALOGUE,
                () -> patience.call(
                        () -> ports.catalog().complete(upload.owner(), upload.id(), developed.developed())));
        if (row.isEmpty()) {
            return gone(upload, by);
        }
        invalidate(row.get());
        List<Derivation> beside = new ArrayList<>(shadows(upload, original, by));
        Looks looks = timed(Stage.LOOK, () -> Looks.of(upload, developed.proxy().bytes(), by.looks()));
        beside.addAll(looks.outcomes());
        return Optional.of(derived(row.get(), beside, looks.vectors()));
    }

    private List<Derivation> shadows(Upload upload, Original original, Developers.Current by) {
        return by
                .shadow()
                .flatMap(shadow -> timed(Stage.SHADOW, () -> shadows.develop(upload, original, shadow)))
                .stream()
                .toList();
    }

    private Event derived(Photo photo, List<Derivation> beside, Map<TransformId, List<Float>> vectors) {
        PhotoDerived event = new PhotoDerived(photo, beside, vectors, clock.instant());
        observer.derived(Duration.between(photo.upload().uploadedAt(), event.occurredAt()));
        return event;
    }

    /** An original that is not there is a fault only while its row is. */
    private Optional<Event> missing(Upload upload, Developers.Current by) {
        boolean deleted = patience.call(() -> ports.catalog().find(upload.owner(), upload.id()))
                .isEmpty();
        return deleted
                ? gone(upload, by)
                : reject(upload, by, Reason.ORIGINAL_MISSING, "The original is not in the object store");
    }

    private Optional<Event> reject(Upload upload, Developers.Current by, Reason reason, String detail) {
        Rejection rejection = new Rejection(reason, detail, by.live().id());
        Optional<Photo> row = timed(
                Stage.CATALOGUE,
                () -> patience.call(() -> ports.catalog().reject(upload.owner(), upload.id(), rejection)));
        if (row.isEmpty()) {
            return gone(upload, by);
        }
        invalidate(row.get());
        if (row.get().status() == PhotoStatus.COMPLETED) {
            LOG.warn("Photo {} stays completed, though developing it again was rejected: {}", upload.id(), detail);
            return Optional.of(derived(row.get(), List.of(), Map.of()));
        }
        observer.rejected(reason);
        LOG.info("Photo {} is rejected: {}, {}", upload.id(), reason.code(), detail);
        return Optional.of(new PhotoRejected(row.get(), clock.instant()));
    }

    /** The deletion may have run before our renditions were there: it is ours to leave nothing. */
    private Optional<Event> gone(Upload upload, Developers.Current by) {
        renditions.deleteAll(by.live().id(), upload);
        by.shadow().ifPresent(shadow -> renditions.deleteAll(shadow.id(), upload));
        observer.gone();
        LOG.info("Photo {} was deleted before it was developed", upload.id());
        return Optional.empty();
    }

    private void invalidate(Photo photo) {
        ports.cache().invalidate(CacheKeys.photo(photo.owner(), photo.id()), photo.version());
    }

    private <T> T timed(Stage stage, Supplier<T> work) {
        long started = System.nanoTime();
        try {
            return work.get();
        } finally {
            observer.took(stage, Duration.ofNanos(System.nanoTime() - started));
        }
    }

    /** The original is longer than may be read. */
    private static final class TooLongException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLongException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
