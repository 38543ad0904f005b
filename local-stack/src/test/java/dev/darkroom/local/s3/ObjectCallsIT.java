package dev.darkroom.local.s3;

import static dev.darkroom.local.s3.LocalS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The calls about objects answer as S3's own documentation says, in its codes when they refuse. */
final class ObjectCallsIT {
    private final LocalS3 local = LocalS3.shared();
    private final S3Client s3 = local.client();

    @Test
    void copiesWithOldOrNewMetadataAndOnlyUnderTheConditionsGiven() {
        s3.putObject(
                b -> b.bucket(BUCKET)
                        .key("calls/source")
                        .contentType("image/png")
                        .metadata(Map.of("a", "1"))
                        .tagging("x=y"),
                RequestBody.fromString("photo"));
        s3.copyObject(b -> from(b, "calls/source").destinationKey("calls/same"));
        s3.copyObject(b -> from(b, "calls/source")
                .destinationKey("calls/new")
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("b", "2"))
                .storageClass(StorageClass.STANDARD_IA));

        GetObjectResponse same = get("calls/same").response();
        assertThat(same.metadata()).containsEntry("a", "1");
        assertThat(same.contentType()).isEqualTo("image/png");
        GetObjectResponse fresh = get("calls/new").response();
        assertThat(fresh.metadata()).containsOnly(Map.entry("b", "2"));
        assertThat(fresh.storageClass()).isEqualTo(StorageClass.STANDARD_IA);
        assertThat(s3.getObjectTagging(b -> b.bucket(BUCKET).key("calls/new")).tagSet())
                .containsExactly(Tag.builder().key("x").value("y").build());
        assertError(
                412,
                "PreconditionFailed",
                () -> s3.copyObject(
                        b -> from(b, "calls/source").copySourceIfMatch("\"0\"").destinationKey("calls/never")));
        assertError(
                400,
                "InvalidRequest",
                () -> s3.copyObject(b -> from(b, "calls/source").destinationKey("calls/source")));
        assertError(
                404, "NoSuchKey", () -> s3.copyObject(b -> from(b, "calls/none").destinationKey("calls/never")));
    }

    @Test
    void computesTheChecksumOfAWholeFromThoseOfItsPartsAndGivesPartsByNumber() {
        byte[] first = new byte[5 << 20];
        new Random(7).nextBytes(first);
        byte[] last = "end".getBytes(StandardCharsets.UTF_8);
        String upload = s3.createMultipartUpload(b -> b.bucket(BUCKET)
                        .key("calls/parts")
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                        .checksumType(ChecksumType.FULL_OBJECT))
                .uploadId();
        CompletedPart one = part(upload, 1, first);
        CompletedPart two = part(upload, 2, last);

        assertError(
                400,
                "InvalidPartOrder",
                () -> s3.completeMultipartUpload(b ->
                        b.bucket(BUCKET).key("calls/parts").uploadId(upload).multipartUpload(m -> m.parts(two, one))));
        String checksum = s3.completeMultipartUpload(b ->
                        b.bucket(BUCKET).key("calls/parts").uploadId(upload).multipartUpload(m -> m.parts(one, two)))
                .checksumCRC32();

        CRC32 crc = new CRC32();
        crc.update(first);
        crc.update(last);
        byte[] expected =
                java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
        assertThat(checksum).isEqualTo(Base64.getEncoder().encodeToString(expected));
        assertThat(s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("calls/parts").partNumber(2))
                        .asUtf8String())
                .isEqualTo("end");
        assertThat(s3.getObjectAsBytes(
                                b -> b.bucket(BUCKET).key("calls/parts").range("bytes=" + (first.length - 1) + "-"))
                        .asByteArray())
                .containsExactly(first[first.length - 1], 'e', 'n', 'd');
        GetObjectAttributesResponse attributes = s3.getObjectAttributes(b -> b.bucket(BUCKET)
                .key("calls/parts")
                .objectAttributes(
                        ObjectAttributes.OBJECT_SIZE, ObjectAttributes.OBJECT_PARTS, ObjectAttributes.CHECKSUM));
        assertThat(attributes.objectSize()).isEqualTo(first.length + 3L);
        assertThat(attributes.objectParts().totalPartsCount()).isEqualTo(2);
        assertThat(attributes.checksum().checksumCRC32()).isEqualTo(checksum);
    }

    @Test
    void answersWithTheHeadersThatAreAskedFor() {
        s3.putObject(b -> b.bucket(BUCKET).key("calls/headers"), RequestBody.fromString("x"));

        GetObjectResponse answer = s3.getObjectAsBytes(b -> b.bucket(BUCKET)
                        .key("calls/headers")
                        .responseContentType("text/css")
                        .responseContentDisposition("attachment"))
                .response();

        assertThat(answer.contentType()).isEqualTo("text/css");
        assertThat(answer.contentDisposition()).isEqualTo("attachment");
    }

    @Test
    void listsVersionsPageByPageTheNewestFirst() {
        String bucket = "call-versions";
        s3.createBucket(b -> b.bucket(bucket));
        s3.putBucketVersioning(
                b -> b.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        String one = version(bucket, "a");
        String two = version(bucket, "a");
        String other = version(bucket, "b");
        s3.deleteObject(b -> b.bucket(bucket).key("a"));

        ListObjectVersionsResponse first =
                s3.listObjectVersions(b -> b.bucket(bucket).maxKeys(2));
        assertThat(first.deleteMarkers()).hasSize(1).allMatch(marker -> marker.isLatest());
        assertThat(first.versions()).extracting(ObjectVersion::versionId).containsExactly(two);
        ListObjectVersionsResponse rest = s3.listObjectVersions(
                b -> b.bucket(bucket).keyMarker(first.nextKeyMarker()).versionIdMarker(first.nextVersionIdMarker()));
        assertThat(rest.versions()).extracting(ObjectVersion::versionId).containsExactly(one, other);
        assertThat(rest.versions()).extracting(ObjectVersion::isLatest).containsExactly(false, true);
        assertError(404, "NoSuchKey", () -> s3.getObject(b -> b.bucket(bucket).key("a")));
        assertError(409, "BucketNotEmpty", () -> s3.deleteBucket(b -> b.bucket(bucket)));
    }

    @Test
    void listsInTheOldWayAndWithEncodedKeys() {
        String key = "calls/old & way/\u0001";
        s3.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromString("x"));

        assertThat(s3.listObjects(b -> b.bucket(BUCKET).prefix("calls/old").encodingType(EncodingType.URL))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly(key);
        assertThat(s3.listObjectsV2(b -> b.bucket(BUCKET)
                                .prefix("calls/")
                                .startAfter("calls/old")
                                .encodingType(EncodingType.URL))
                        .contents())
                .extracting(S3Object::key)
                .startsWith(key);
    }

    @Test
    void refusesInTheWordsOfS3() {
        assertError(
                404, "NoSuchBucket", () -> s3.getObject(b -> b.bucket("nowhere").key("a")));
        assertError(404, "NoSuchBucket", () -> s3.listObjectsV2(b -> b.bucket("nowhere")));
        assertError(
                404,
                "NoSuchBucket",
                () -> s3.putObject(b -> b.bucket("nowhere").key("a"), RequestBody.fromString("x")));
        assertError(409, "BucketAlreadyOwnedByYou", () -> s3.createBucket(b -> b.bucket(BUCKET)));
        assertError(
                404,
                "NoSuchUpload",
                () -> s3.abortMultipartUpload(b -> b.bucket(BUCKET).key("a").uploadId("none")));
        assertError(412, "PreconditionFailed", () -> {
            s3.putObject(b -> b.bucket(BUCKET).key("calls/once"), RequestBody.fromString("x"));
            s3.putObject(b -> b.bucket(BUCKET).key("calls/once").ifNoneMatch("*"), RequestBody.fromString("y"));
        });
        assertError(
                404,
                "NoSuchKey",
                () -> s3.putObject(
                        b -> b.bucket(BUCKET).key("calls/absent").ifMatch("\"0\""), RequestBody.fromString("y")));
        assertError(
                400,
                "InvalidStorageClass",
                () -> s3.putObject(
                        b -> b.bucket(BUCKET).key("calls/class").storageClass("FROZEN"), RequestBody.fromString("y")));
        assertError(
                501,
                "NotImplemented",
                () -> s3.getObjectAcl(b -> b.bucket(BUCKET).key("calls/once")));
    }

    private static software.amazon.awssdk.services.s3.model.CopyObjectRequest.Builder from(
            software.amazon.awssdk.services.s3.model.CopyObjectRequest.Builder copy, String key) {
        return copy.sourceBucket(BUCKET).sourceKey(key).destinationBucket(BUCKET);
    }

    private ResponseBytes<GetObjectResponse> get(String key) {
        return s3.getObjectAsBytes(b -> b.bucket(BUCKET).key(key));
    }

    private String version(String bucket, String key) {
        return s3.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString("x"))
                .versionId();
    }

    private CompletedPart part(String upload, int number, byte[] bytes) {
        UploadPartResponse part = s3.uploadPart(
                b -> b.bucket(BUCKET)
                        .key("calls/parts")
                        .uploadId(upload)
                        .partNumber(number)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                RequestBody.fromBytes(bytes));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(part.eTag())
                .checksumCRC32(part.checksumCRC32())
                .build();
    }

    private static void assertError(int status, String code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }
}
