package dev.darkroom.local.s3;

import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.Set;

/** What the archive tier needs to know of an object: its storage class and which version it is. */
record StoredObject(String storageClass, String versionId) {
    private static final Set<String> ARCHIVED = Set.of("GLACIER", "DEEP_ARCHIVE");

    static StoredObject of(HttpURLConnection answer) {
        return new StoredObject(
                Optional.ofNullable(answer.getHeaderField("x-amz-storage-class"))
                        .orElse("STANDARD"),
                Optional.ofNullable(answer.getHeaderField("x-amz-version-id")).orElse(ObjectVersion.UNVERSIONED));
    }

    boolean isArchived() {
        return ARCHIVED.contains(storageClass);
    }

    boolean isDeepArchive() {
        return storageClass.equals("DEEP_ARCHIVE");
    }

    ObjectVersion of(String bucket, String key) {
        return new ObjectVersion(bucket, key, versionId);
    }
}
