package dev.darkroom.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.web.BearerAuth;
import dev.darkroom.web.HttpServer;
import dev.darkroom.web.HttpSettings;
import dev.darkroom.web.TokenSettings;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class OpenApiTest {
    /** Nothing answers there: a server starts without its stores. */
    private static final Map<String, String> NOWHERE = Map.of(
            "DARKROOM_S3_ENDPOINT", "http://127.0.0.1:9",
            "DARKROOM_S3_REGION", "us-east-1",
            "DARKROOM_S3_ACCESS_KEY", "key",
            "DARKROOM_S3_SECRET_KEY", "secret",
            "DARKROOM_KAFKA", "127.0.0.1:9",
            "DARKROOM_SPANNER_URL", "jdbc:cloudspanner://127.0.0.1:9/projects/p/instances/i/databases/d",
            "DARKROOM_REDIS", "redis://127.0.0.1:9",
            "DARKROOM_ELASTICSEARCH", "http://127.0.0.1:9",
            "DARKROOM_TOKEN_KEY", "missing.jwk");

    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");

    @Test
    void describesEveryRouteAndNoOther() throws IOException {
        try (Stores stores = Stores.open(StoresConfig.from(NOWHERE));
                HttpServer server = Serving.start(
                        HttpSettings.local(0),
                        stores,
                        new BearerAuth(TokenSettings.fromEnvironment(NOWHERE), Clock.systemUTC()),
                        ServingSettings.DEFAULT,
                        Clock.systemUTC())) {
            assertThat(described()).containsExactlyInAnyOrderElementsOf(server.declared());
        }
    }

    @Test
    void describesEverySearchParameter() throws IOException {
        Map<?, ?> get = (Map<?, ?>) path("/v1/search").get("get");
        List<Object> names = new ArrayList<>();
        ((List<?>) get.get("parameters")).forEach(parameter -> names.add(((Map<?, ?>) parameter).get("name")));
        assertThat(names).containsExactlyInAnyOrderElementsOf(SearchParameters.NAMES);
    }

    private static List<String> described() throws IOException {
        List<String> routes = new ArrayList<>();
        for (Map.Entry<?, ?> path : paths().entrySet()) {
            for (Object key : ((Map<?, ?>) path.getValue()).keySet()) {
                if (METHODS.contains(key.toString())) {
                    routes.add(key.toString().toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            }
        }
        return routes;
    }

    private static Map<?, ?> path(String path) throws IOException {
        return (Map<?, ?>) paths().get(path);
    }

    private static Map<?, ?> paths() throws IOException {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/openapi/serving.yaml")) {
            Map<String, Object> description = new Yaml().load(in);
            return (Map<?, ?>) description.get("paths");
        }
    }
}
