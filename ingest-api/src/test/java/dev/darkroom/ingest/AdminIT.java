package dev.darkroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.port.FeatureIndex;
import dev.darkroom.core.port.TransformRegistry;
import dev.darkroom.core.transform.Coverage;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The registry over HTTP: who may change it, and what the answers say. */
class AdminIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static IngestProcess ingest;
    private static TransformRegistry registry;
    private final UserId admin = ingest.newUser();

    @BeforeAll
    static void start() throws IOException {
        ingest = new IngestProcess(folder);
        registry = ingest.stores().transforms();
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/admin/transforms",
        "POST, /v1/admin/transforms",
        "PUT, /v1/admin/transforms/renditions@2+0123456789ab/state",
        "POST, /v1/admin/transforms/renditions/rollback",
        "GET, /v1/admin/transforms/renditions/upgrades",
        "PUT, /v1/admin/transforms/renditions@2+0123456789ab/upgrades/x/shadow"
    })
    void whoIsNoAdministratorIsRefused(String method, String path) throws Exception {
        HttpResponse<String> stranger = send(ingest.request(path, admin).method(method, BodyPublishers.ofString("{}")));
        HttpResponse<String> nobody = send(ingest.request(path).method(method, BodyPublishers.ofString("{}")));

        assertThat(stranger.statusCode()).isEqualTo(403);
        assertThat(problem(stranger)).isEqualTo("/problems/forbidden");
        assertThat(nobody.statusCode()).isEqualTo(401);
    }

    @Test
    void aVersionGoesFromShadowToLiveAndBackAndIsRetired() throws Exception {
        String name = "admin-" + UUID.randomUUID();
        TransformId first = TransformId.of(name, 1, "first");
        TransformId second = TransformId.of(name, 2, "second");
        registry.adopt(first, TransformInput.ORIGINAL, "first", "test");
        registry.register(second, TransformInput.PROXY, "second", "test");

        assertThat(listed(second).path("state").asText()).isEqualTo("shadow");
        assertThat(listed(second).path("input").asText()).isEqualTo("proxy");
        assertThat(json(move(second, "live")).path("state").asText()).isEqualTo("live");
        assertThat(listed(first).path("state").asText()).isEqualTo("shadow");

        HttpResponse<String> refused = move(second, "retired");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(problem(refused)).isEqualTo("/problems/conflict");
        assertThat(json(refused).path("detail").asText()).startsWith(second + " is live: promote another version");

        HttpResponse<String> back = send(ingest.adminRequest("/v1/admin/transforms/" + name + "/rollback", admin)
                .POST(BodyPublishers.noBody()));
        assertThat(json(back).path("transform").asText()).isEqualTo(first.toString());
        assertThat(json(move(second, "retired")).path("state").asText()).isEqualTo("retired");
    }

    @Test
    void aRecipeIsRegisteredByItsContent() throws Exception {
        String recipe = "sizes = 1200, 600\nquality = 71";
        JsonNode registered = json(register("renditions", recipe));
        TransformId id = TransformId.parse(registered.path("transform").asText());
        try {
            assertThat(registered.path("state").asText()).isEqualTo("shadow");
            assertThat(registered.path("definition").asText()).contains("quality.600=71");
            assertThat(json(register("renditions", "quality=71\nsizes=600,1200"))
                            .path("transform")
                            .asText())
                    .isEqualTo(id.toString());
        } finally {
            registry.retire(id, "test");
        }
    }

    @Test
    void aLookIsRegisteredByItsContentAndItsSpaceGoesWithIt() throws Exception {
        JsonNode registered = json(register("look", "luma = 12\nchroma-weight = 1.75"));
        TransformId id = TransformId.parse(registered.path("transform").asText());
        FeatureIndex features = ingest.stores().features();
        features.open(id, 25);

        assertThat(registered.path("state").asText()).isEqualTo("shadow");
        assertThat(registered.path("input").asText()).isEqualTo("proxy");
        assertThat(registered.path("definition").asText()).isEqualTo("luma=12\nchroma=6\nchroma-weight=1.75\n");
        assertThat(features.opened()).contains(id);

        assertThat(json(move(id, "retired")).path("state").asText()).isEqualTo("retired");
        assertThat(features.opened()).doesNotContain(id);
    }

    @Test
    void aVersionTellsHowFarTheArchiveHasItAndWhatItsUpgradeHasDone() throws Exception {
        String name = "admin-" + UUID.randomUUID();
        TransformId id = TransformId.of(name, 1, "counted");
        registry.adopt(id, TransformInput.ORIGINAL, "counted", "test");
        Instant counted = Instant.parse("2026-11-28T12:00:00Z");
        ingest.stores().records().count(new Coverage(id, 9, 6, Map.of("corrupt", 1L), Map.of(), counted));

        JsonNode coverage = listed(id).path("coverage");
        assertThat(coverage.path("missing").asInt()).isEqualTo(2);
        assertThat(coverage.path("failed").path("corrupt").asInt()).isEqualTo(1);
        assertThat(coverage.path("counted_at").asText()).isEqualTo("2026-11-28T12:00:00Z");

        String done = "/v1/admin/transforms/" + id + "/upgrades/u-1/backfilled";
        String detail = "{\"detail\":\"{}\"}";
        HttpRequest.Builder put = ingest.adminRequest(done, admin).PUT(BodyPublishers.ofString(detail));
        assertThat(json(send(put)).path("actor").asText()).isEqualTo(admin.value());
        JsonNode steps = json(send(ingest.adminRequest("/v1/admin/transforms/" + name + "/upgrades", admin)));
        assertThat(steps.path("steps")).hasSize(1);
        assertThat(steps.path("steps").get(0).path("stage").asText()).isEqualTo("backfilled");
        String unknown = done.replace("backfilled", "celebrated");
        assertThat(send(ingest.adminRequest(unknown, admin).PUT(BodyPublishers.ofString(detail)))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void saysWhatIsWrongWithARequest() throws Exception {
        HttpResponse<String> noRecipe = register("renditions", "sizes = big");
        assertThat(noRecipe.statusCode()).isEqualTo(400);
        assertThat(json(noRecipe).path("detail").asText())
                .isEqualTo("Not a recipe: sizes must be whole numbers: 'big'");

        HttpResponse<String> noLook = register("look", "luma = 65");
        assertThat(noLook.statusCode()).isEqualTo(400);
        assertThat(json(noLook).path("detail").asText()).isEqualTo("Not a look: luma must lie in [1, 64]: 65");

        HttpResponse<String> code = register("metadata", "anything");
        assertThat(code.statusCode()).isEqualTo(400);
        assertThat(json(code).path("detail").asText()).contains("come with a release");

        TransformId unknown = TransformId.of("admin-" + UUID.randomUUID(), 1, "unknown");
        assertThat(move(unknown, "live").statusCode()).isEqualTo(404);
        assertThat(move(unknown, "shadow").statusCode()).isEqualTo(400);
        assertThat(move(unknown, "dead").statusCode()).isEqualTo(400);
        HttpResponse<String> noId = send(ingest.adminRequest("/v1/admin/transforms/renditions/state", admin)
                .PUT(BodyPublishers.ofString("{\"state\":\"live\"}")));
        assertThat(noId.statusCode()).isEqualTo(400);
        assertThat(json(noId).path("detail").asText()).startsWith("Not a transform: renditions");
        assertThat(registry.all()).noneMatch(version -> version.id().equals(unknown));
    }

    private HttpResponse<String> register(String name, String definition) throws Exception {
        String body = JSON.createObjectNode()
                .put("name", name)
                .put("definition", definition)
                .toString();
        return send(ingest.adminRequest("/v1/admin/transforms", admin).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> move(TransformId id, String state) throws Exception {
        return send(ingest.adminRequest("/v1/admin/transforms/" + id + "/state", admin)
                .PUT(BodyPublishers.ofString("{\"state\":\"" + state + "\"}")));
    }

    private JsonNode listed(TransformId id) throws Exception {
        JsonNode all = json(send(ingest.adminRequest("/v1/admin/transforms", admin)));
        return StreamSupport.stream(all.path("transforms").spliterator(), false)
                .filter(version -> version.path("transform").asText().equals(id.toString()))
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return ingest.send(request.build());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    private static String problem(HttpResponse<String> answer) throws IOException {
        return json(answer).path("type").asText();
    }
}
