package dev.darkroom.local.s3;

import static dev.darkroom.local.s3.LocalS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.CRC32C;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Who has not the secret reads and writes nothing, and bytes other than the signed ones never become an object. */
final class ArchiveGatewaySignatureIT {
    private static final String SIGNED_CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";

    private final LocalS3 local = LocalS3.shared();
    private final S3Client s3 = local.client();
    private final RawS3 raw = local.raw();

    @Test
    void refusesAWrongSecretAWrongKeyAndNoSignature() throws IOException {
        S3Client wrongSecret = local.client(new S3Credentials("local-access-key", "guessed"));
        S3Client wrongKey = local.client(new S3Credentials("somebody", "local-secret-key"));

        assertRefused("SignatureDoesNotMatch", () -> wrongSecret.listBuckets());
        assertRefused(
                "SignatureDoesNotMatch",
                () -> wrongSecret.putObject(
                        b -> b.bucket(BUCKET).key("sig/wrong"), RequestBody.fromBytes(new byte[3 << 20])));
        assertRefused("InvalidAccessKeyId", () -> wrongKey.listBuckets());
        assertThat(raw.get("/" + BUCKET + "/sig/wrong").body()).contains("<Code>AccessDenied</Code>");
        assertNothingAt("sig/wrong");
    }

    @Test
    void refusesAnOldSignature() throws IOException {
        HttpResponse<String> answer = raw.signed("GET", "/" + BUCKET, "list-type=2", AwsExample.EMPTY_SHA256)
                .at(Instant.now().minus(Duration.ofMinutes(16)))
                .send(BodyPublishers.noBody());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>RequestTimeTooSkewed</Code>");
    }

    @Test
    void acceptsRepeatedQueryParameters() throws IOException {
        HttpResponse<String> answer = raw.signed(
                        "GET", "/" + BUCKET, "list-type=2&prefix=none&prefix=none", AwsExample.EMPTY_SHA256)
                .send(BodyPublishers.noBody());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void honoursPresignedUrlsUntilTheyExpireAndOnlyUnchanged() throws IOException {
        try (S3Presigner presigner = local.presigner()) {
            URI put = uri(presigner
                    .presignPutObject(b -> b.signatureDuration(Duration.ofMinutes(1))
                            .putObjectRequest(p -> p.bucket(BUCKET).key("sig/presigned ü+")))
                    .url());
            URI get = uri(presigner
                    .presignGetObject(b -> b.signatureDuration(Duration.ofMinutes(1))
                            .getObjectRequest(p -> p.bucket(BUCKET).key("sig/presigned ü+")))
                    .url());
            URI brief = uri(presigner
                    .presignGetObject(b -> b.signatureDuration(Duration.ofSeconds(1))
                            .getObjectRequest(p -> p.bucket(BUCKET).key("sig/presigned ü+")))
                    .url());

            assertThat(put(put, "hello").statusCode()).isEqualTo(200);
            assertThat(fetch(get).body()).isEqualTo("hello");
            for (String tampered : new String[] {
                get.toString().replace("/sig/", "/gis/"),
                get.toString().replace("Expires=60", "Expires=600"),
                get + "&versionId=1",
                get.toString().replaceFirst("Signature=..", "Signature=zz")
            }) {
                assertThat(fetch(URI.create(tampered)).statusCode())
                        .as(tampered)
                        .isEqualTo(403);
            }
            assertThat(put(get, "other").statusCode()).isEqualTo(403);
            HttpRequest frozen = HttpRequest.newBuilder(put)
                    .header("x-amz-storage-class", "GLACIER")
                    .PUT(BodyPublishers.ofString("frozen"))
                    .build();
            assertThat(raw.send(frozen).statusCode()).isEqualTo(403);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> fetch(brief).statusCode() == 403);
            assertThat(fetch(get).body()).isEqualTo("hello");
        }
    }

    @Test
    void honoursAPresignedUploadOfAPart() throws IOException {
        String upload =
                s3.createMultipartUpload(b -> b.bucket(BUCKET).key("sig/part")).uploadId();
        try (S3Presigner presigner = local.presigner()) {
            URI part = uri(presigner
                    .presignUploadPart(b -> b.signatureDuration(Duration.ofMinutes(1))
                            .uploadPartRequest(p -> p.bucket(BUCKET)
                                    .key("sig/part")
                                    .uploadId(upload)
                                    .partNumber(1)))
                    .url());
            assertThat(put(part, "part").statusCode()).isEqualTo(200);
        }
        assertThat(s3.listParts(b -> b.bucket(BUCKET).key("sig/part").uploadId(upload))
                        .parts())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 65_536, 65_537, 1_000_000})
    void storesNothingWhenThePayloadIsNotTheSignedOne(int size) throws IOException {
        String key = "sig/hash" + size;
        HttpResponse<String> answer = raw.signed("PUT", "/" + BUCKET + "/" + key, "", SigV4.sha256Hex("another"))
                .send(new byte[size]);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>XAmzContentSHA256Mismatch</Code>");
        assertNothingAt(key);
    }

    @Test
    void keepsTheOldObjectWhenItsReplacementIsNotTheSignedOne() throws IOException {
        s3.putObject(b -> b.bucket(BUCKET).key("sig/old"), RequestBody.fromString("old"));

        raw.signed("PUT", "/" + BUCKET + "/sig/old", "", SigV4.sha256Hex("another"))
                .send(new byte[200_000]);

        assertThat(s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("sig/old")).asUtf8String())
                .isEqualTo("old");
    }

    @Test
    void storesSignedChunksAndNothingWhenOneIsForged() throws IOException {
        assertThat(putChunks("sig/chunks", "0123456789".repeat(10_000), false).statusCode())
                .isEqualTo(200);
        assertThat(s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("sig/chunks")).asUtf8String())
                .isEqualTo("0123456789".repeat(20_000));

        HttpResponse<String> forged = putChunks("sig/forged", "0123456789".repeat(10_000), true);
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("<Code>SignatureDoesNotMatch</Code>");
        assertNothingAt("sig/forged");
    }

    @Test
    void checksTheTrailingChecksumOfUnsignedChunks() throws IOException {
        String text = "0123456789".repeat(20_000);
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        byte[] sum =
                java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();

        assertThat(putWithTrailer("sig/trailer", text, Base64.getEncoder().encodeToString(sum))
                        .statusCode())
                .isEqualTo(200);
        assertThat(s3.headObject(b -> b.bucket(BUCKET).key("sig/trailer").checksumMode("ENABLED"))
                        .checksumCRC32C())
                .isEqualTo(Base64.getEncoder().encodeToString(sum));
        assertThat(putWithTrailer("sig/trailer-wrong", text, "AAAAAA==").statusCode())
                .isEqualTo(400);
        assertNothingAt("sig/trailer-wrong");
        assertThat(putWithTrailer("sig/trailer-short", text, "AA==").statusCode())
                .isEqualTo(400);
        assertNothingAt("sig/trailer-short");
    }

    @Test
    void storesNothingOfABodyCutOffHalfWay() throws IOException {
        try (S3Presigner presigner = local.presigner()) {
            URI put = uri(presigner
                    .presignPutObject(b -> b.signatureDuration(Duration.ofMinutes(1))
                            .putObjectRequest(p -> p.bucket(BUCKET).key("sig/cut")))
                    .url());
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), put.getPort())) {
                OutputStream out = socket.getOutputStream();
                out.write(("PUT " + put.getRawPath() + "?" + put.getRawQuery() + " HTTP/1.1\r\nHost: "
                                + put.getAuthority() + "\r\nContent-Length: 1000000\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(new byte[500_000]);
                socket.shutdownOutput();
                InputStream in = socket.getInputStream();
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .doesNotContain("200 OK");
            }
        }
        assertNothingAt("sig/cut");
    }

    @Test
    void refusesAnUploadOfUnknownLength() throws IOException {
        HttpResponse<String> answer = raw.signed("PUT", "/" + BUCKET + "/sig/unknown", "", SigV4.UNSIGNED_PAYLOAD)
                .send(BodyPublishers.ofInputStream(InputStream::nullInputStream));

        assertThat(answer.statusCode()).isEqualTo(411);
    }

    private HttpResponse<String> putChunks(String key, String half, boolean isForged) throws IOException {
        RawS3.Signed put = raw.signed("PUT", "/" + BUCKET + "/" + key, "", SIGNED_CHUNKS)
                .header("content-encoding", "aws-chunked")
                .header("x-amz-decoded-content-length", Integer.toString(2 * half.length()));
        String seed = put.signature();
        String first = put.context().signChunk(seed, SigV4.sha256Hex(half));
        String second = put.context().signChunk(first, SigV4.sha256Hex(half));
        String last = put.context().signChunk(second, SigV4.sha256Hex(""));
        String sentHalf = isForged ? half.replaceFirst("9$", "8") : half;
        String size = Integer.toHexString(half.length());
        String body = size + ";chunk-signature=" + first + "\r\n" + half + "\r\n" + size + ";chunk-signature=" + second
                + "\r\n" + sentHalf + "\r\n0;chunk-signature=" + last + "\r\n\r\n";
        return put.send(body.getBytes(StandardCharsets.US_ASCII));
    }

    private HttpResponse<String> putWithTrailer(String key, String text, String checksum) throws IOException {
        String body = Integer.toHexString(text.length()) + "\r\n" + text + "\r\n0\r\nx-amz-checksum-crc32c:" + checksum
                + "\r\n\r\n";
        return raw.signed("PUT", "/" + BUCKET + "/" + key, "", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
                .header("content-encoding", "aws-chunked")
                .header("x-amz-trailer", "x-amz-checksum-crc32c")
                .header("x-amz-decoded-content-length", Integer.toString(text.length()))
                .send(body.getBytes(StandardCharsets.US_ASCII));
    }

    private HttpResponse<String> put(URI uri, String body) throws IOException {
        return raw.send(
                HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofString(body)).build());
    }

    private HttpResponse<String> fetch(URI uri) throws IOException {
        return raw.send(HttpRequest.newBuilder(uri).build());
    }

    private static URI uri(java.net.URL url) {
        return URI.create(url.toString());
    }

    private void assertNothingAt(String key) {
        assertThatThrownBy(() -> s3.headObject(b -> b.bucket(BUCKET).key(key))).isInstanceOf(NoSuchKeyException.class);
        assertThat(s3.listObjectsV2(b -> b.bucket(BUCKET).prefix(key)).contents())
                .isEmpty();
    }

    private static void assertRefused(String code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(403);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }
}
