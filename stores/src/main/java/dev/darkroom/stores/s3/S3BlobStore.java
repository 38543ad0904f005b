package dev.darkroom.stores.s3;

import dev.darkroom.core.error.ArchivedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.port.Blob;
import dev.darkroom.core.port.BlobInfo;
import dev.darkroom.core.port.BlobStore;
import dev.darkroom.core.port.Restore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tier;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Objects in one bucket of S3, or of anything that speaks its protocol. The SHA-256 travels with every upload, so the
 * store itself refuses bytes that are not the content, and nobody hashes twice.
 *
 * <p>A call that is repeated below because an answer was lost may find its own object: then {@link #putIfAbsent} says
 * that it did not store it. The object is the same; callers treat it as there.
 */
public final class S3BlobStore implements BlobStore {
    private static final int DELETE_BATCH = 1000;
    private static final int MAX_CONFLICTS = 8;
    private static final int MAX_READS = 3;
    /** 202; the answer is 200 when only the days of a copy that is there were prolonged. */
    private static final int BEGUN = 202;

    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LONGEST_URL = Duration.ofDays(7);

    private final String bucket;
    private final S3Client client;
    private final S3Presigner presigner;

    public S3BlobStore(S3Config config, String bucket) {
        this.bucket = bucket;
        this.client = S3Clients.client(config);
        this.presigner = S3Clients.presigner(config);
    }

    @Override
    public boolean putIfAbsent(String key, Blob blob) {
        PutObjectRequest request =
                S3Objects.put(bucket, key, blob).ifNoneMatch("*").build();
        for (int conflicts = 0; ; conflicts++) {
            try {
                client.putObject(request, S3Objects.body(blob));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == 412) {
                    return false;
                }
                // 409: another conditional write of this key was under way; it may fail yet, so ask again.
                if (e.statusCode() != 409 || conflicts == MAX_CONFLICTS) {
                    throw translate("store", key, e);
                }
                pause(conflicts);
            } catch (SdkException e) {
                throw translate("store", key, e);
            }
        }
    }

    @Override
    public void put(String key, Blob blob) {
        PutObjectRequest request = S3Objects.put(bucket, key, blob).build();
        calling("store", key, () -> client.putObject(request, S3Objects.body(blob)));
    }

    @Override
    public Optional<BlobInfo> head(String key) {
        return calling("look at", key, () -> {
            try {
                return Optional.of(S3Objects.info(
                        key,
                        client.headObject(
                                request -> request.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED))));
            } catch (S3Exception e) {
                return ifMissing(e);
            }
        });
    }

    @Override
    public Optional<byte[]> read(String key, long maxBytes) {
        for (int reads = 1; ; reads++) {
            Optional<ResponseInputStream<GetObjectResponse>> opened = calling("read", key, () -> {
                try {
                    return Optional.of(
                            client.getObject(request -> request.bucket(bucket).key(key)));
                } catch (S3Exception e) {
                    return ifMissing(e);
                }
            });
            if (opened.isEmpty()) {
                return Optional.empty();
            }
            try (ResponseInputStream<GetObjectResponse> in = opened.get()) {
                long length = in.response().contentLength();
                if (length > Math.min(maxBytes, Integer.MAX_VALUE - 8)) {
                    in.abort();
                    throw new IllegalArgumentException(
                            "Object is longer than may be read at once: " + length + " > " + maxBytes + ": " + key);
                }
                byte[] bytes = in.readNBytes((int) length);
                if (bytes.length == length) {
                    return Optional.of(bytes);
                }
                throw new IOException("Got " + bytes.length + " of " + length + " bytes");
            } catch (IOException e) {
                if (reads == MAX_READS) {
                    throw new UnavailableException("S3 broke off while sending " + key + ": " + e.getMessage(), e);
                }
                pause(reads);
            }
        }
    }

    @Override
    public InputStream openRange(String key, long first, long last) {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("Range must have 0 <= first <= last: " + first + "-" + last);
        }
        ResponseInputStream<GetObjectResponse> in = calling("read", key, () -> {
            try {
                return client.getObject(
                        request -> request.bucket(bucket).key(key).range("bytes=" + first + "-" + last));
            } catch (S3Exception e) {
                if (e.statusCode() == 404 || e.statusCode() == 416) {
                    throw new IllegalArgumentException(
                            "Object is missing or shorter than byte " + first + ": " + key, e);
                }
                throw e;
            }
        });
        long length = in.response().contentLength();
        if (length != last - first + 1) {
            in.abort();
            throw new IllegalArgumentException(
                    "Range " + first + "-" + last + " ends after the last byte, " + (first + length - 1) + ": " + key);
        }
        return in;
    }

    @Override
    public boolean restore(String key, Restore restore) {
        Tier tier = restore.tier() == Restore.Tier.BULK ? Tier.BULK : Tier.STANDARD;
        return calling("restore", key, () -> {
            try {
                return client.restoreObject(request -> request.bucket(bucket)
                                        .key(key)
                                        .restoreRequest(order ->
                                                order.days(restore.days()).glacierJobParameters(job -> job.tier(tier))))
                                .sdkHttpResponse()
                                .statusCode()
                        == BEGUN;
            } catch (S3Exception e) {
                // 409: it is under way. That code: it lies in no archive.
                if (e.statusCode() == 409 || S3Objects.says(e, "InvalidObjectState")) {
                    return false;
                }
                return S3BlobStore.<Boolean>ifMissing(e).orElse(false);
            }
        });
    }

    @Override
    public void deleteAll(Collection<String> keys) {
        List<ObjectIdentifier> objects = keys.stream()
                .distinct()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        for (int from = 0; from < objects.size(); from += DELETE_BATCH) {
            List<ObjectIdentifier> batch = objects.subList(from, Math.min(from + DELETE_BATCH, objects.size()));
            String first = batch.get(0).key();
            DeleteObjectsResponse response = calling(
                    "delete",
                    first,
                    () -> client.deleteObjects(request -> request.bucket(bucket)
                            .delete(delete -> delete.objects(batch).quiet(true))));
            response.errors().stream().findFirst().ifPresent(error -> {
                throw new UnavailableException(
                        "S3 could not delete " + response.errors().size() + " objects, among them " + error.key() + ": "
                                + error.code() + "; delete again",
                        null);
            });
        }
    }

    @Override
    public void list(String prefix, Consumer<BlobInfo> consumer) {
        calling("list", prefix, () -> {
            client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
                    .contents()
                    .forEach(object -> consumer.accept(S3Objects.info(object)));
            return null;
        });
    }

    @Override
    public List<String> folders(String prefix) {
        return calling(
                "list",
                prefix,
                () -> client
                        .listObjectsV2Paginator(
                                request -> request.bucket(bucket).prefix(prefix).delimiter("/"))
                        .commonPrefixes()
                        .stream()
                        .map(common -> common.prefix().substring(prefix.length()))
                        .toList());
    }

    @Override
    public URI signedUrl(String key, Duration validFor) {
        if (validFor.compareTo(Duration.ofSeconds(1)) < 0 || validFor.compareTo(LONGEST_URL) > 0) {
            throw new IllegalArgumentException("A URL can be valid for 1 second to 7 days, not " + validFor);
        }
        return URI.create(presigner
                .presignGetObject(presign -> presign.signatureDuration(validFor)
                        .getObjectRequest(get -> get.bucket(bucket).key(key)))
                .url()
                .toString());
    }

    @Override
    public void check() {
        calling(
                "look at",
                "bucket " + bucket,
                () -> client.headBucket(request -> request.bucket(bucket)
                        .overrideConfiguration(override -> override.apiCallTimeout(CHECK_TIMEOUT))));
    }

    @Override
    public void close() {
        client.close();
        presigner.close();
    }

    private <T> T calling(String verb, String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw translate(verb, what, e);
        }
    }

    private RuntimeException translate(String verb, String what, SdkException e) {
        if (e instanceof InvalidObjectStateException archived) {
            return new ArchivedException(
                    "Object must be restored from " + archived.storageClassAsString() + " first: " + what, e);
        }
        if (e instanceof S3Exception s3 && s3.statusCode() == 400 && S3Objects.saysBytesDiffer(s3)) {
            return new IllegalArgumentException("Bytes are not the content that was announced: " + what, e);
        }
        return new UnavailableException(
                "S3 could not " + verb + " " + what + " in bucket " + bucket + ": " + S3Clients.reason(e)
                        + "; check its endpoint, its keys and that the bucket exists",
                e);
    }

    private static <T> Optional<T> ifMissing(S3Exception e) {
        if (e.statusCode() == 404 && !S3Objects.says(e, "NoSuchBucket")) {
            return Optional.empty();
        }
        throw e;
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(20L << Math.min(attempt, 5)) + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Interrupted while waiting for S3", e);
        }
    }
}
