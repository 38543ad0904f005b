package dev.darkroom.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The gateway as its own process with a small heap: big bodies, SIGTERM, and what a start with bad options says. */
final class ArchiveGatewayProcessIT {
    private static final long TWO_GIB = 2L << 30;

    @TempDir
    Path dir;

    private Process gateway;
    private URI endpoint;

    @BeforeEach
    void startGateway() throws IOException {
        ProcessBuilder builder = process("--port", "0", "--data", dir.toString());
        builder.environment().put("DARKROOM_S3_ACCESS_KEY", LocalS3.CREDENTIALS.accessKey());
        builder.environment().put("DARKROOM_S3_SECRET_KEY", LocalS3.CREDENTIALS.secretKey());
        gateway = builder.start();
        String line = new BufferedReader(new InputStreamReader(gateway.getInputStream(), StandardCharsets.UTF_8))
                .lines()
                .filter(l -> l.startsWith("listening "))
                .findFirst()
                .orElseThrow();
        endpoint = URI.create(line.substring("listening ".length()));
        try (S3Client s3 = LocalS3.client(endpoint, LocalS3.CREDENTIALS)) {
            s3.createBucket(b -> b.bucket(LocalS3.BUCKET));
        }
    }

    @AfterEach
    void stopGateway() {
        gateway.destroyForcibly();
    }

    @Test
    @Tag("slow")
    void carriesTwoGibibytesUpAndDownWithAHeapOf128Mebibytes() throws Exception {
        Pattern sent = new Pattern(TWO_GIB);
        HttpURLConnection put = (HttpURLConnection) presigned("PUT").toURL().openConnection();
        put.setRequestMethod("PUT");
        put.setDoOutput(true);
        put.setFixedLengthStreamingMode(TWO_GIB);
        try (OutputStream out = put.getOutputStream()) {
            byte[] buffer = new byte[1 << 16];
            for (int count = sent.read(buffer); count >= 0; count = sent.read(buffer)) {
                out.write(buffer, 0, count);
            }
        }
        assertThat(put.getResponseCode()).isEqualTo(200);

        CRC32 received = new CRC32();
        long bytes = 0;
        try (InputStream body = presigned("GET").toURL().openStream()) {
            byte[] buffer = new byte[1 << 16];
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                received.update(buffer, 0, count);
                bytes += count;
            }
        }
        assertThat(bytes).isEqualTo(TWO_GIB);
        assertThat(received.getValue()).isEqualTo(sent.crc.getValue());
        assertThat(gateway.isAlive()).isTrue();
    }

    @Test
    void stopsWhenTerminatedAndAnswersHealthUntilThen() throws Exception {
        HttpResponse<String> health = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(endpoint.resolve("/.darkroom/health"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(health.body()).isEqualTo("ok");

        gateway.destroy();

        assertThat(gateway.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        Process keyless = process("--port", "0", "--data", dir.toString()).start();
        String message = new String(keyless.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(keyless.waitFor()).isEqualTo(2);
        assertThat(message).contains("DARKROOM_S3_ACCESS_KEY").doesNotContain("Exception");

        Process taken = withKeys(process("--port", "" + endpoint.getPort(), "--data", dir + "2"))
                .start();
        String inUse = new String(taken.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(taken.waitFor()).isEqualTo(1);
        assertThat(inUse).contains("Cannot listen on 127.0.0.1:" + endpoint.getPort());
    }

    private static ProcessBuilder withKeys(ProcessBuilder builder) {
        builder.environment().put("DARKROOM_S3_ACCESS_KEY", "a");
        builder.environment().put("DARKROOM_S3_SECRET_KEY", "b");
        return builder;
    }

    private static ProcessBuilder process(String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                ArchiveGatewayMain.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("DARKROOM_S3_ACCESS_KEY");
        return builder;
    }

    private URI presigned(String method) {
        Duration validity = Duration.ofMinutes(5);
        try (S3Presigner presigner = LocalS3.presigner(endpoint)) {
            return URI.create(
                    method.equals("PUT")
                            ? presigner
                                    .presignPutObject(b -> b.signatureDuration(validity)
                                            .putObjectRequest(p ->
                                                    p.bucket(LocalS3.BUCKET).key("big")))
                                    .url()
                                    .toString()
                            : presigner
                                    .presignGetObject(b -> b.signatureDuration(validity)
                                            .getObjectRequest(p ->
                                                    p.bucket(LocalS3.BUCKET).key("big")))
                                    .url()
                                    .toString());
        }
    }

    /** So many bytes that cost nothing to make and differ from block to block, and their checksum. */
    private static final class Pattern extends InputStream {
        private final CRC32 crc = new CRC32();
        private final long length;
        private long position;

        private Pattern(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) {
            if (position == length) {
                return -1;
            }
            int read = (int) Math.min(count, length - position);
            java.util.Arrays.fill(buffer, offset, offset + read, (byte) (position >>> 14));
            crc.update(buffer, offset, read);
            position += read;
            return read;
        }
    }
}
