package dev.darkroom.local.s3;

/** One version of one object; in a bucket without versioning the version is {@code "null"}, as S3 says it. */
record ObjectVersion(String bucket, String key, String versionId) {
    static final String UNVERSIONED = "null";
}
