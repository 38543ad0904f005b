package dev.darkroom.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.local.client.FakeServices;
import dev.darkroom.local.client.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoRunTest {
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
    void followsEveryFileToItsEnd() throws Exception {
        services.thenAnswerUpload(201, "{\"id\":\"good\",\"duplicate\":false}")
                .thenAnswerUpload(200, "{\"id\":\"good\",\"duplicate\":true}")
                .thenAnswerUpload(415, "{\"reason\":\"unsupported-format\"}")
                .thenAnswerUpload(201, "{\"id\":\"poison\",\"duplicate\":false}");
        AtomicInteger searches = new AtomicInteger();
        services.answerReads(path -> {
            if (path.startsWith("/v1/photos/poison")) {
                return new FakeServices.Answer(200, "{\"status\":\"failed\",\"rejection\":{\"reason\":\"corrupt\"}}");
            }
            if (path.startsWith("/v1/search")) {
                boolean found = searches.incrementAndGet() > 3 && path.contains("good");
                return new FakeServices.Answer(200, found ? "{\"hits\":[{\"id\":\"good\"}]}" : "{\"hits\":[]}");
            }
            return new FakeServices.Answer(200, "{\"status\":\"pending\"}");
        });

        DemoResult result = run(4);

        assertThat(result.addsUp()).isTrue();
        JsonNode json = new ObjectMapper().readTree(result.json());
        assertThat(json.path("files").asInt()).isEqualTo(4);
        assertThat(json.path("uploaded").asInt()).isEqualTo(4);
        assertThat(json.path("searchable").asInt()).isEqualTo(1);
        assertThat(json.path("duplicates").asInt()).isEqualTo(1);
        assertThat(json.path("rejected").asInt()).isEqualTo(2);
        assertThat(json.path("reasons").toString()).isEqualTo("{\"corrupt\":1,\"unsupported-format\":1}");
        assertThat(json.path("upload_to_searchable_ms").path("p50").asLong()).isBetween(300L, 60_000L);
        assertThat(json.path("gallery").asText()).isEqualTo("http://gallery/");
    }

    @Test
    void doesNotAddUpWhenAFileWasNeitherStoredNorRefused() throws Exception {
        services.thenAnswerUpload(401, "{}");

        DemoResult result = run(1);

        assertThat(result.addsUp()).isFalse();
        assertThat(result.json()).contains("\"files\":1,\"uploaded\":0").contains("\"p50\":null");
    }

    private DemoResult run(int count) throws Exception {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(Files.writeString(folder.resolve("photo" + i + ".jpg"), "bytes " + i));
        }
        return new DemoRun(new Session(services.client(), "a-token", "http://gallery/"), 1).run(files);
    }
}
