package dev.darkroom.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Decodes and verifies Amazon's published chunked uploads: 65 KiB of 'a' in chunks of 64 KiB, 1 KiB and nothing. */
final class ChunkedPayloadTest {
    private static final int LENGTH = 66560;
    private static final String SEED = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
    private static final String SIGNED =
            "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n"
                    + "a".repeat(65536)
                    + "\r\n400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n"
                    + "a".repeat(1024)
                    + "\r\n0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";

    private static final String TRAILER = "x-amz-checksum-crc32c";
    private static final String TRAILER_SEED = "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e";
    private static final String SIGNED_WITH_TRAILER =
            "10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n"
                    + "a".repeat(65536)
                    + "\r\n400;chunk-signature=1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n"
                    + "a".repeat(1024)
                    + "\r\n0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"
                    + "x-amz-checksum-crc32c:sOO8/Q==\r\n"
                    + "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";

    private static final String UNSIGNED_WITH_TRAILER =
            "5\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32c:yZRlqg==\r\n\r\n";

    @Test
    void decodesThePublishedSignedChunks() throws IOException {
        Read read = read(signed(SIGNED));

        assertThat(read.text).isEqualTo("a".repeat(LENGTH));
        assertThat(read.checksum).isEmpty();
    }

    @Test
    void decodesThePublishedSignedTrailer() throws IOException {
        Read read = read(signedWithTrailer(SIGNED_WITH_TRAILER));

        assertThat(read.text).hasSize(LENGTH);
        assertThat(read.checksum).contains("sOO8/Q==");
    }

    @Test
    void decodesUnsignedChunksWithATrailer() throws IOException {
        Read read = read(unsigned(UNSIGNED_WITH_TRAILER, 11));

        assertThat(read.text).isEqualTo("hello world");
        assertThat(read.checksum).contains("yZRlqg==");
    }

    @Test
    void refusesOneChangedByteInAnyChunk() {
        assertRefused(signed(SIGNED.replaceFirst("aaa\r\n400", "aab\r\n400")), "SignatureDoesNotMatch");
        assertRefused(signed(SIGNED.replaceFirst("aaa\r\n0;", "aab\r\n0;")), "SignatureDoesNotMatch");
    }

    @Test
    void refusesAChangedSignatureOfAnyChunkEvenTheLast() {
        assertRefused(signed(SIGNED.replace("=0055", "=0056")), "SignatureDoesNotMatch");
        assertRefused(signed(SIGNED.replace("=b6c6", "=b6c7")), "SignatureDoesNotMatch");
    }

    @Test
    void refusesAChangedTrailer() {
        assertRefused(signedWithTrailer(SIGNED_WITH_TRAILER.replace("sOO8/Q==", "sOO8/g==")), "SignatureDoesNotMatch");
        assertRefused(
                signedWithTrailer(SIGNED_WITH_TRAILER.replaceFirst("x-amz-trailer-signature:[0-9a-f]+\r\n", "")),
                "SignatureDoesNotMatch");
        assertRefused(
                signedWithTrailer(SIGNED_WITH_TRAILER.replace("x-amz-checksum-crc32c", "x-amz-checksum-crc32")),
                "MalformedTrailerError");
    }

    @Test
    void refusesAChunkWithoutASignature() {
        assertRefused(signed(SIGNED.replaceFirst(";chunk-signature=[0-9a-f]+", "")), "InvalidRequest");
    }

    @Test
    void refusesABodyThatIsShorterOrLongerThanSaid() {
        assertRefused(signed(SIGNED.substring(0, SIGNED.indexOf("400;"))), "IncompleteBody");
        assertRefused(signed(SIGNED.substring(0, SIGNED.indexOf("0;chunk-signature=b6c6"))), "IncompleteBody");
        assertRefused(signed(SIGNED.substring(0, 30_000)), "IncompleteBody");
        assertRefused(unsigned(UNSIGNED_WITH_TRAILER, 12), "IncompleteBody");
        assertRefused(unsigned(UNSIGNED_WITH_TRAILER, 10), "IncompleteBody");
        assertRefused(unsigned(UNSIGNED_WITH_TRAILER, 5), "IncompleteBody");
    }

    @Test
    void refusesAFramingItCannotRead() {
        assertRefused(unsigned("zz\r\nhello\r\n0\r\n\r\n", 5), "InvalidRequest");
        assertRefused(unsigned("-5\r\nhello\r\n0\r\n\r\n", 5), "IncompleteBody");
        assertRefused(unsigned("5\r\nhelloworld\r\n0\r\n\r\n", 5), "InvalidRequest");
        assertRefused(unsigned("1".repeat(5000), 5), "InvalidRequest");
    }

    private record Read(String text, Optional<String> checksum) {}

    private static Payload signed(String body) {
        return payload(body, LENGTH, Optional.of(new ChunkSignatures(AwsExample.context(), SEED)), Optional.empty());
    }

    private static Payload signedWithTrailer(String body) {
        return payload(
                body,
                LENGTH,
                Optional.of(new ChunkSignatures(AwsExample.context(), TRAILER_SEED)),
                Optional.of(TRAILER));
    }

    private static Payload unsigned(String body, long length) {
        return payload(body, length, Optional.empty(), Optional.of(TRAILER));
    }

    private static Payload payload(
            String body, long length, Optional<ChunkSignatures> signatures, Optional<String> trailer) {
        return new ChunkedPayload(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)), length, signatures, trailer);
    }

    private static Read read(Payload payload) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] buffer = new byte[1000];
        while (text.size() < payload.length()) {
            int read = payload.read(buffer, 0, (int) Math.min(buffer.length, payload.length() - text.size()));
            text.write(buffer, 0, read);
        }
        return new Read(text.toString(StandardCharsets.ISO_8859_1), payload.verify());
    }

    private static void assertRefused(Payload payload, String code) {
        assertThatThrownBy(() -> read(payload))
                .isInstanceOfSatisfying(
                        S3ErrorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
