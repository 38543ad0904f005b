package dev.darkroom.spark.audit;

import dev.darkroom.core.error.ArchivedException;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.port.BlobInfo;
import dev.darkroom.core.port.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether an object that is there has the bytes that its row names. The length that the listing told is compared first;
 * only when it is right is S3 asked for the hash, or the object read. A deep check of an object that lies in the archive
 * trusts the hash that S3 keeps, since reading it would take hours.
 */
final class ObjectCheck {
    private static final int BUFFER_BYTES = 64 << 10;

    private final BlobStore blobs;
    private final boolean deep;

    ObjectCheck(BlobStore blobs, boolean deep) {
        this.blobs = blobs;
        this.deep = deep;
    }

    /**
     * Whether the bytes are others.
     *
     * @param expected length and hash that the row names
     * @param foundBytes length that the listing told
     */
    boolean isBroken(String key, Expected expected, long foundBytes) {
        if (expected.bytes.isPresent() && foundBytes != expected.bytes.getAsLong()) {
            return true;
        }
        Optional<ContentHash> actual = deep ? read(key, foundBytes) : remembered(key, foundBytes);
        return actual.isPresent() && !actual.get().hex().equals(expected.hash);
    }

    /** The hash that S3 keeps; whoever stored the object without one has it read. */
    private Optional<ContentHash> remembered(String key, long bytes) {
        Optional<BlobInfo> info = blobs.head(key);
        return info.isEmpty()
                ? Optional.empty()
                : info.flatMap(BlobInfo::content).or(() -> read(key, bytes));
    }

    private Optional<ContentHash> read(String key, long bytes) {
        if (bytes == 0) {
            return Optional.of(ContentHash.of(new byte[0]));
        }
        MessageDigest digest = ContentHash.newDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = blobs.openRange(key, 0, bytes - 1)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return Optional.of(ContentHash.ofDigest(digest.digest()));
        } catch (ArchivedException e) {
            return blobs.head(key).flatMap(BlobInfo::content);
        } catch (IllegalArgumentException e) {
            // Deleted since it was listed; were it still there, it would have this length.
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("S3 broke off while sending " + key + ": run the audit again", e);
        }
    }

    /**
     * What a row says of an object.
     *
     * @param bytes its length, if the row knows that
     */
    record Expected(OptionalLong bytes, String hash) {}
}
