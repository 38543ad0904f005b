package dev.darkroom.local.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Keeps {@link BucketDocument}s, one small file each. */
final class BucketDocuments {
    private static final Pattern BUCKET_NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private final Path dir;

    BucketDocuments(Path dir) {
        this.dir = dir;
    }

    byte[] read(String bucket, BucketDocument document) throws IOException {
        try {
            return Files.readAllBytes(file(bucket, document));
        } catch (NoSuchFileException e) {
            return document.defaultXml().getBytes(StandardCharsets.UTF_8);
        }
    }

    void write(String bucket, BucketDocument document, byte[] xml) throws IOException {
        AtomicFile.replace(file(bucket, document), xml);
    }

    void delete(String bucket, BucketDocument document) throws IOException {
        Files.deleteIfExists(file(bucket, document));
    }

    void deleteAll(String bucket) throws IOException {
        for (BucketDocument document : BucketDocument.values()) {
            delete(bucket, document);
        }
    }

    /** Refuses names that S3 does not give a bucket; so a name is safe as that of a folder. */
    void requireName(String bucket) throws S3ErrorException {
        if (!BUCKET_NAME.matcher(bucket).matches()) {
            throw new S3ErrorException(400, "InvalidBucketName", "The specified bucket is not valid: " + bucket);
        }
    }

    private Path file(String bucket, BucketDocument document) throws S3ErrorException {
        requireName(bucket);
        return dir.resolve(bucket).resolve(document.fileName());
    }
}
