package dev.darkroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultipartBodyTest {
    private static final String TYPE = "multipart/form-data; boundary=XyZ";
    private static final String FILE = "Content-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n";

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final ByteArrayOutputStream sidecar = new ByteArrayOutputStream();
    private Optional<String> name = Optional.empty();
    private Optional<String> digest = Optional.empty();

    @Test
    void takesTheOneFileAndSkipsOtherFields() {
        parse(
                "--XyZ\r\nContent-Disposition: form-data; name=\"album\"\r\n\r\nspring\r\n--XyZ\r\n"
                        + "Content-Digest: d\r\n" + FILE + "bytes\r\n--XyZ--\r\n",
                1000);
        assertThat(file).hasToString("bytes");
        assertThat(name).contains("a.jpg");
        assertThat(digest).contains("d");
    }

    @Test
    void takesASidecarByItsNameOrItsFileName() {
        String xmp = "--XyZ\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n\r\n<x/>\r\n";
        for (String part : new String[] {xmp.formatted("sidecar", "a"), xmp.formatted("b", "A.XMP")}) {
            sidecar.reset();
            file.reset();
            parse(part + "--XyZ\r\n" + FILE + "bytes\r\n--XyZ--\r\n", 7);
            assertThat(sidecar).hasToString("<x/>");
            assertThat(file).hasToString("bytes");
            refuses(ErrorCode.INVALID_REQUEST, part + part + "--XyZ\r\n" + FILE + "bytes\r\n--XyZ--\r\n");
            refuses(ErrorCode.EMPTY_BODY, part + "--XyZ--\r\n");
        }
    }

    @Test
    void isTheSameHoweverTheBodyIsCut() {
        String content = "\r\n--Xy\r\r\n--XyQ\n--X\r\n-\r\n\r\n--xyz--\r";
        String body = "--XyZ\r\n" + FILE + content + "\r\n--XyZ--\r\n";
        for (int step = 1; step <= body.length(); step++) {
            file.reset();
            parse(body, step);
            assertThat(file.toString(StandardCharsets.ISO_8859_1))
                    .as("cut every %d bytes", step)
                    .isEqualTo(content);
        }
    }

    @Test
    void keepsRandomBytesAsTheyAre() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            byte[] content = new byte[random.nextInt(2000)];
            for (int at = 0; at < content.length; at++) {
                content[at] = (byte) "\r\n-XyZ\0\u00ff".charAt(random.nextInt(8));
            }
            String text = new String(content, StandardCharsets.ISO_8859_1).replace("--XyZ", "--XyY");
            file.reset();
            parse("--XyZ\r\n" + FILE + text + "\r\n--XyZ--", 1 + random.nextInt(300));
            assertThat(file.toString(StandardCharsets.ISO_8859_1)).isEqualTo(text);
        }
    }

    @Test
    void refusesFormsWithoutFileOrWithSeveral() {
        refuses(ErrorCode.EMPTY_BODY, "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--XyZ--\r\n");
        refuses(ErrorCode.INVALID_REQUEST, "--XyZ\r\n" + FILE + "a\r\n--XyZ\r\n" + FILE + "b\r\n--XyZ--\r\n");
    }

    @Test
    void refusesBodiesThatEndEarlyOrAreNoForm() {
        refuses(ErrorCode.INVALID_REQUEST, "--XyZ\r\n" + FILE + "bytes");
        refuses(ErrorCode.INVALID_REQUEST, "no form at all");
        refuses(ErrorCode.INVALID_REQUEST, "");
    }

    @Test
    void refusesEndlessHeadersPartsAndFields() {
        refuses(ErrorCode.INVALID_REQUEST, "--XyZ\r\nX: " + "a".repeat(9000) + "\r\n\r\nb\r\n--XyZ--\r\n");
        refuses(ErrorCode.INVALID_REQUEST, "--XyZ\r\nA: b\r\n\r\nc\r\n".repeat(17) + "--XyZ--\r\n");
        refuses(ErrorCode.INVALID_REQUEST, "--XyZ\r\nA: b\r\n\r\n" + "c".repeat(70_000) + "\r\n--XyZ--\r\n");
    }

    @Test
    void needsABoundary() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> MultipartBody.of("multipart/form-data", new Parts()));
    }

    private void refuses(ErrorCode code, String body) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> parse(body, 64))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private void parse(String body, int step) {
        MultipartBody form = MultipartBody.of(TYPE, new Parts());
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < bytes.length; at += step) {
            byte[] buffer = Arrays.copyOfRange(bytes, at, at + step);
            form.parse(buffer, Math.min(step, bytes.length - at));
            Arrays.fill(buffer, (byte) '!');
        }
        form.finish();
    }

    /** Keeps what the form brings. */
    private final class Parts implements MultipartBody.FileStart {
        @Override
        public MultipartBody.ByteSink begin(Optional<String> fileName, Optional<String> contentDigest) {
            name = fileName;
            digest = contentDigest;
            return file::write;
        }

        @Override
        public MultipartBody.ByteSink beginSidecar() {
            return sidecar::write;
        }
    }
}
