package dev.darkroom.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoresConfigTest {
    private static final Map<String, String> LOCAL = Map.of(
            "DARKROOM_S3_ENDPOINT", "http://127.0.0.1:9000",
            "DARKROOM_S3_REGION", "us-east-1",
            "DARKROOM_S3_ACCESS_KEY", "the-key",
            "DARKROOM_S3_SECRET_KEY", "the-secret",
            "DARKROOM_KAFKA", "127.0.0.1:9092",
            "DARKROOM_SPANNER_URL", "jdbc:cloudspanner://127.0.0.1:9010/projects/p/instances/i/databases/d",
            "DARKROOM_REDIS", "redis://:redis-password@127.0.0.1:6379",
            "DARKROOM_ELASTICSEARCH", "http://user:es-password@127.0.0.1:9200");

    @Test
    void readsALocalEnvironment() {
        StoresConfig config = StoresConfig.from(LOCAL);

        assertThat(config.s3().endpoint()).contains(URI.create("http://127.0.0.1:9000"));
        assertThat(config.s3().credentials()).isPresent();
        assertThat(config.photosBucket()).isEqualTo("photos");
        assertThat(config.lakeBucket()).isEqualTo("lake");
        assertThat(config.kafka()).isEqualTo("127.0.0.1:9092");
    }

    @Test
    void onAwsNeitherEndpointNorKeysAreNeeded() {
        StoresConfig config =
                StoresConfig.from(without("DARKROOM_S3_ENDPOINT", "DARKROOM_S3_ACCESS_KEY", "DARKROOM_S3_SECRET_KEY"));

        assertThat(config.s3().endpoint()).isEmpty();
        assertThat(config.s3().credentials()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DARKROOM_S3_REGION",
                "DARKROOM_KAFKA",
                "DARKROOM_SPANNER_URL",
                "DARKROOM_REDIS",
                "DARKROOM_ELASTICSEARCH"
            })
    void saysWhichSettingIsMissingAndWhatToDo(String key) {
        assertThatThrownBy(() -> StoresConfig.from(without(key)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Setting " + key + " is missing")
                .hasMessageContaining("./darkroom up");
    }

    @Test
    void refusesHalfAKeyPair() {
        assertThatThrownBy(() -> StoresConfig.from(without("DARKROOM_S3_SECRET_KEY")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DARKROOM_S3_SECRET_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:6379", "http://localhost:6379", "redis://", "redis://a b"})
    void refusesAnAddressOfAnotherKindWithoutRepeatingIt(String address) {
        Map<String, String> environment = new HashMap<>(LOCAL);
        environment.put("DARKROOM_REDIS", address);

        assertThatThrownBy(() -> StoresConfig.from(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DARKROOM_REDIS")
                .hasMessageNotContaining("6379");
    }

    @Test
    void neverPrintsASecret() {
        assertThat(StoresConfig.from(LOCAL).toString()).doesNotContain("the-secret", "password");
    }

    private static Map<String, String> without(String... keys) {
        Map<String, String> environment = new HashMap<>(LOCAL);
        for (String key : keys) {
            environment.remove(key);
        }
        return environment;
    }
}
