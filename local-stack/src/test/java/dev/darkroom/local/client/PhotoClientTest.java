package dev.darkroom.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoClientTest {
    @TempDir
    private Path folder;

    private FakeServices services;

    @BeforeEach
    void start() throws Exception {
        services = new FakeServices();
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void tellsAStoredPhotoFromADuplicate() throws Exception {
        services.thenAnswerUpload(201, "{\"id\":\"one\",\"status\":\"pending\",\"duplicate\":false}")
                .thenAnswerUpload(200, "{\"id\":\"one\",\"status\":\"pending\",\"duplicate\":true}");

        assertThat(upload("a.jpg")).isInstanceOf(Outcome.Stored.class);
        assertThat(upload("b.jpg")).isEqualTo(new Outcome.Duplicate(folder.resolve("b.jpg"), "one"));
    }

    @Test
    void triesAgainWhileTheServiceIsBusy() throws Exception {
        services.thenAnswerUpload(503, "{}").thenAnswerUpload(429, "{}").thenAnswerUpload(201, "{\"id\":\"one\"}");

        assertThat(upload("a.jpg")).isInstanceOf(Outcome.Stored.class);
        assertThat(services.fileNames()).hasSize(3);
    }

    @Test
    void takesTheReasonOfARefusalFromTheProblem() throws Exception {
        services.thenAnswerUpload(
                        422, "{\"type\":\"/problems/bad-photo\",\"reason\":\"truncated\",\"detail\":\"ends early\"}")
                .thenAnswerUpload(415, "{\"type\":\"/problems/unsupported-format\"}")
                .thenAnswerUpload(413, "");

        assertThat(upload("a.jpg")).isEqualTo(new Outcome.Rejected(folder.resolve("a.jpg"), "truncated", "ends early"));
        assertThat(upload("b.jpg")).isEqualTo(new Outcome.Rejected(folder.resolve("b.jpg"), "unsupported-format", ""));
        assertThat(upload("c.jpg")).isEqualTo(new Outcome.Rejected(folder.resolve("c.jpg"), "http-413", ""));
    }

    @Test
    void countsARefusedTokenAsAFaultAndNotAsARejectedPhoto() throws Exception {
        services.thenAnswerUpload(401, "{\"detail\":\"expired\"}");

        assertThat(upload("a.jpg")).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void sendsNamesOfAnyScript() throws Exception {
        services.thenAnswerUpload(201, "{\"id\":\"one\"}");

        upload("Été à l'étang + 1.jpg");

        assertThat(services.fileNames())
                .containsExactly("attachment; filename*=UTF-8''%C3%89t%C3%A9%20%C3%A0%20l%27%C3%A9tang%20%2B%201.jpg");
    }

    private Outcome upload(String name) throws Exception {
        return services.client().upload(Files.writeString(folder.resolve(name), "bytes"));
    }
}
