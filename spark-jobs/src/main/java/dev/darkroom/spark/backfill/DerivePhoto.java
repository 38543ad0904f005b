package dev.darkroom.spark.backfill;

import dev.darkroom.core.error.ArchivedException;
import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.port.Blob;
import dev.darkroom.core.port.BlobStore;
import dev.darkroom.core.transform.Derivation.Done;
import dev.darkroom.core.transform.Derivation.Excluded;
import dev.darkroom.core.transform.Derivation.Failed;
import dev.darkroom.core.transform.Derivation.Outcome;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.imaging.Original;
import dev.darkroom.imaging.rendition.RenditionFile;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Derives one photo: input -> output -> files. A photo that cannot be transformed is a failed derivation with its reason
 * and never a failed task. Storing can be repeated, because keys and bytes are decided by photo and transform. Safe for
 * threads.
 */
final class DerivePhoto {
    private static final Logger LOG = LoggerFactory.getLogger(DerivePhoto.class);
    private static final long MAX_ORIGINAL_BYTES = 100L << 20;
    private static final long MAX_SIDECAR_BYTES = 1 << 20;

    private final BlobStore blobs;
    private final Derivative derivative;
    private final Input input;
    private final ColdOriginals cold;
    private final ReadCount read;
    private final Clock clock;

    DerivePhoto(BlobStore blobs, Derivative derivative, Input input, ColdOriginals cold, ReadCount read, Clock clock) {
        this.blobs = blobs;
        this.derivative = derivative;
        this.input = input;
        this.cold = cold;
        this.read = read;
        this.clock = clock;
    }

    /**
     * Derives the photo and stores its files.
     *
     * @throws UnavailableException when a store stays away: nothing is lost, run again
     */
    Result derive(WorkItem item) {
        try {
            Optional<byte[]> bytes = read(input.key(item), MAX_ORIGINAL_BYTES);
            if (bytes.isEmpty()) {
                // Whether it was deleted or lost is told apart with the whole batch.
                return result(item, new Failed(Reason.ORIGINAL_MISSING));
            }
            Product product = derivative.apply(checked(item, bytes.get()), sidecar(item));
            product.files().forEach(file -> put(item, file));
            return new Result(item, new Done(), Optional.of(product), clock.instant());
        } catch (ArchivedException e) {
            return result(item, new Excluded(Reason.NEEDS_RESTORE));
        } catch (TooLongException e) {
            return result(item, new Failed(Reason.TOO_MANY_BYTES));
        } catch (RejectedException e) {
            return result(item, new Failed(e.reason()));
        } catch (UnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("Deriving photo {} failed in a way that nobody foresaw", item.photo(), e);
            return result(item, new Failed(Reason.DECODER_FAILED));
        }
    }

    private Original checked(WorkItem item, byte[] bytes) throws RejectedException {
        ContentHash found = ContentHash.of(bytes);
        if (input.kind() == TransformInput.ORIGINAL && !found.equals(item.content())) {
            throw new RejectedException(
                    Reason.CHECKSUM_MISMATCH, "The stored original has SHA-256 " + found + ", not the uploaded one");
        }
        return new Original(found, bytes);
    }

    private Optional<byte[]> sidecar(WorkItem item) {
        return derivative.readsSidecar() && item.hasSidecar()
                ? read(ObjectKeys.sidecar(item.owner(), item.photo()), MAX_SIDECAR_BYTES)
                : Optional.empty();
    }

    private Optional<byte[]> read(String key, long maxBytes) {
        try {
            Optional<byte[]> bytes = blobs.read(key, maxBytes);
            bytes.ifPresent(found -> read.object(found.length));
            return bytes;
        } catch (ArchivedException e) {
            cold.met(key);
            throw e;
        } catch (IllegalArgumentException e) {
            throw new TooLongException("Object has more than " + maxBytes + " bytes: " + key, e);
        }
    }

    private void put(WorkItem item, RenditionFile file) {
        Blob blob = new Blob(
                new Blob.InMemory(file.bytes()),
                file.rendition().content(),
                file.rendition().format().mediaType(),
                Map.of());
        blobs.put(ObjectKeys.rendition(input.transform(), item.owner(), item.photo(), file.rendition()), blob);
    }

    private Result result(WorkItem item, Outcome outcome) {
        return new Result(item, outcome, Optional.empty(), clock.instant());
    }

    /**
     * What is read of each photo.
     *
     * @param live the live recipe, which made the proxy
     * @param proxyFile such as {@code 1200.jpg}
     */
    record Input(TransformId transform, TransformInput kind, TransformId live, String proxyFile) {
        String key(WorkItem item) {
            return kind == TransformInput.ORIGINAL
                    ? ObjectKeys.original(item.owner(), item.photo())
                    : ObjectKeys.renditions(live, item.owner(), item.photo()) + proxyFile;
        }
    }

    /** An object is longer than may be read. */
    private static final class TooLongException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLongException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
