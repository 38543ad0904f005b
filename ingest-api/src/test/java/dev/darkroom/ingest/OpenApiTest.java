package dev.darkroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.darkroom.core.error.Reason;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.web.BearerAuth;
import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.HttpServer;
import dev.darkroom.web.HttpSettings;
import dev.darkroom.web.Metrics;
import dev.darkroom.web.TokenSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");
    private final JsonNode description = read();

    @TempDir
    private Path temp;

    @Test
    void describesEveryRouteAndNoOther() throws IOException {
        Set<String> described = new TreeSet<>();
        description
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (METHODS.contains(operation.getKey())) {
                        described.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        assertThat(described)
                .isEqualTo(new TreeSet<>(declared().stream()
                        .filter(route -> !route.startsWith("HEAD "))
                        .toList()));
    }

    @Test
    void listsEveryProblemAndReason() {
        assertThat(values("/components/schemas/Problem/properties/type/enum"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::type).toList());
        assertThat(values("/components/schemas/Problem/properties/reason/enum"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::code).toList());
    }

    @Test
    void refersOnlyToWhatItDefines() {
        assertThat(description.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                description.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    /** Opening stores and server asks nobody, so addresses where nothing answers will do. */
    private List<String> declared() throws IOException {
        Stores stores = Stores.open(StoresConfig.from(Map.of(
                "DARKROOM_S3_ENDPOINT", "http://127.0.0.1:1",
                "DARKROOM_S3_REGION", "us-east-1",
                "DARKROOM_S3_ACCESS_KEY", "key",
                "DARKROOM_S3_SECRET_KEY", "secret",
                "DARKROOM_KAFKA", "127.0.0.1:1",
                "DARKROOM_SPANNER_URL", "jdbc:cloudspanner://127.0.0.1:1/projects/p/instances/i/databases/d",
                "DARKROOM_REDIS", "redis://127.0.0.1:1",
                "DARKROOM_ELASTICSEARCH", "http://127.0.0.1:1")));
        BearerAuth auth = new BearerAuth(
                new TokenSettings(temp.resolve("none"), "darkroom-local", "darkroom", Duration.ZERO),
                Clock.systemUTC());
        try (stores;
                Metrics metrics = new Metrics("test");
                HttpServer server = IngestService.start(
                        HttpSettings.local(0), IngestSettings.DEFAULT, temp, stores, auth, metrics)) {
            return server.declared();
        }
    }

    private List<String> values(String pointer) {
        List<String> values = new ArrayList<>();
        description.at(pointer).forEach(value -> values.add(value.asText()));
        return values;
    }

    private static JsonNode read() {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/openapi/ingest.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("The description is no YAML", e);
        }
    }
}
