package dev.darkroom.stores.s3;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.port.Blob;
import dev.darkroom.core.port.BlobInfo;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The domain's objects in S3's words, and back. */
final class S3Objects {
    /** The hash once more as user metadata, for stores and copies that lose the checksum. */
    private static final String CONTENT = "content-sha256";

    /** A key decides its bytes, so whoever got them by a signed URL may keep them; private, because they are one owner's. */
    private static final String FOR_EVER = "private, immutable, max-age=31536000";

    /** The HTTP client asks for 4 KiB at a time, which would be a thousand reads of the file for a photo of 4 MB. */
    private static final int FILE_BUFFER_BYTES = 128 << 10;

    private static final Set<String> BYTES_DIFFER = Set.of(
            "BadDigest", "BadChecksum", "InvalidDigest", "XAmzContentChecksumMismatch", "XAmzContentSHA256Mismatch");

    private S3Objects() {}

    static PutObjectRequest.Builder put(String bucket, String key, Blob blob) {
        Map<String, String> metadata = new HashMap<>();
        blob.metadata().forEach((name, value) -> metadata.put(name, MetadataText.encode(value)));
        metadata.put(CONTENT, blob.content().hex());
        return PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentType(blob.mediaType())
                .cacheControl(FOR_EVER)
                .metadata(metadata)
                .checksumSHA256(
                        Base64.getEncoder().encodeToString(blob.content().bytes()));
    }

    static RequestBody body(Blob blob) {
        if (blob.body() instanceof Blob.InMemory memory) {
            // Not copied: the bytes were handed over.
            return RequestBody.fromContentProvider(
                    ContentStreamProvider.fromByteArrayUnsafe(memory.bytes()), memory.bytes().length, blob.mediaType());
        }
        if (blob.body() instanceof Blob.Arriving arriving) {
            return RequestBody.fromContentProvider(
                    () -> new BufferedInputStream(arriving.open().get(), FILE_BUFFER_BYTES),
                    arriving.bytes(),
                    blob.mediaType());
        }
        Blob.InFile file = (Blob.InFile) blob.body();
        try {
            return RequestBody.fromContentProvider(() -> open(file), Files.size(file.file()), blob.mediaType());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file.file() + " to store it", e);
        }
    }

    private static InputStream open(Blob.InFile file) {
        try {
            return new BufferedInputStream(Files.newInputStream(file.file()), FILE_BUFFER_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file.file() + " to store it", e);
        }
    }

    static BlobInfo info(String key, HeadObjectResponse head) {
        Map<String, String> metadata = new HashMap<>();
        head.metadata().forEach((name, value) -> metadata.put(name, MetadataText.decode(value)));
        String remembered = metadata.remove(CONTENT);
        return new BlobInfo(
                key,
                head.contentLength(),
                hash(Optional.ofNullable(head.checksumSHA256()), Optional.ofNullable(remembered)),
                Optional.ofNullable(head.contentType()).orElse(""),
                metadata,
                Optional.ofNullable(head.storageClassAsString()).orElse("STANDARD"),
                head.lastModified());
    }

    static BlobInfo info(S3Object object) {
        return new BlobInfo(
                object.key(),
                object.size(),
                Optional.empty(),
                "",
                Map.of(),
                Optional.ofNullable(object.storageClassAsString()).orElse("STANDARD"),
                object.lastModified());
    }

    static boolean saysBytesDiffer(S3Exception e) {
        return BYTES_DIFFER.stream().anyMatch(code -> says(e, code));
    }

    /** Whether the answer names this error; whoever stands between may have answered without naming any. */
    static boolean says(S3Exception e, String code) {
        return e.awsErrorDetails() != null && code.equals(e.awsErrorDetails().errorCode());
    }

    /** The store's own checksum first; that of a multipart upload is of its parts (it ends in -N) and says nothing. */
    private static Optional<ContentHash> hash(Optional<String> checksum, Optional<String> remembered) {
        return checksum.filter(text -> text.length() == 44)
                .map(text -> ContentHash.ofDigest(Base64.getDecoder().decode(text)))
                .or(() -> remembered.filter(hex -> hex.matches("[0-9a-f]{64}")).map(ContentHash::new));
    }
}
