package dev.darkroom.local.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.local.stack.SharedStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The gaps of the packaged server are filled with what the full server gives for the same words. */
class PhotosLocalIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SERVER = SharedStack.get().get("DARKROOM_ELASTICSEARCH");

    @Test
    void tellsClientsWhichServerItIs() throws Exception {
        JsonNode root = send("GET", "/", "");

        assertThat(root.path("version").path("number").asText()).isEqualTo("8.19.21");
        assertThat(root.path("tagline").asText()).isEqualTo("You Know, for Search");
        assertThat(root.path("cluster_uuid").asText()).isNotBlank();
    }

    @Test
    void analysesEnglishAsTheFullServerDoes() throws Exception {
        assertThat(tokens("{\"analyzer\":\"english\",\"text\":\"The dog's running\"}"))
                .containsExactly("dog", "run");
    }

    @Test
    void foldsAccents() throws Exception {
        assertThat(filtered("\"asciifolding\"", "Été Ålesund")).containsExactly("Ete", "Alesund");
        assertThat(filtered("{\"type\":\"asciifolding\",\"preserve_original\":true}", "Été"))
                .containsExactly("Ete", "Été");
    }

    @Test
    void cutsTheBeginningsOfWords() throws Exception {
        assertThat(filtered("{\"type\":\"edge_ngram\",\"min_gram\":2,\"max_gram\":4}", "beach"))
                .containsExactly("be", "bea", "beac");
    }

    @Test
    void stemsEnglishByTheStemmerThatIsAskedFor() throws Exception {
        assertThat(filtered("{\"type\":\"stemmer\",\"language\":\"english\"}", "generously skies"))
                .containsExactly("gener", "ski");
        assertThat(filtered("{\"type\":\"stemmer\",\"language\":\"porter2\"}", "generously skies"))
                .containsExactly("generous", "sky");
        assertThat(filtered("{\"type\":\"stemmer\",\"language\":\"possessive_english\"}", "Ada's"))
                .containsExactly("Ada");
    }

    @Test
    void refusesWhatItWouldGetWrong() throws Exception {
        assertThat(refusal("{\"type\":\"stemmer\",\"language\":\"german\"}")).contains("[german]");
        assertThat(refusal("{\"type\":\"edge_ngram\",\"side\":\"back\"}")).contains("[back]");
    }

    @Test
    void foldsAccentsInSortableFields() throws Exception {
        String index = "/it-" + UUID.randomUUID();
        try {
            send("PUT", index, """
                    {"settings":{"number_of_replicas":0,
                      "analysis":{"normalizer":{"plain":{"type":"custom","filter":["lowercase","asciifolding"]}}}},
                     "mappings":{"properties":{"place":{"type":"keyword","normalizer":"plain"}}}}""");
            send("PUT", index + "/_doc/1?refresh=true", "{\"place\":\"Málaga\"}");

            JsonNode found = send("GET", index + "/_search?q=place:malaga", "");
            assertThat(found.path("hits").path("total").path("value").asInt()).isEqualTo(1);
        } finally {
            send("DELETE", index, "");
        }
    }

    private static List<String> filtered(String filter, String text) throws IOException, InterruptedException {
        return tokens("{\"tokenizer\":\"standard\",\"filter\":[" + filter + "],\"text\":\"" + text + "\"}").stream()
                .toList();
    }

    private static List<String> tokens(String body) throws IOException, InterruptedException {
        List<String> tokens = new ArrayList<>();
        send("POST", "/_analyze", body)
                .path("tokens")
                .forEach(token -> tokens.add(token.path("token").asText()));
        return tokens;
    }

    private static String refusal(String filter) throws IOException, InterruptedException {
        return send("POST", "/_analyze", "{\"tokenizer\":\"standard\",\"filter\":[" + filter + "],\"text\":\"a\"}")
                .path("error")
                .toString();
    }

    private static JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(SERVER + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
