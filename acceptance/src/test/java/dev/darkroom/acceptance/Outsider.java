package dev.darkroom.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user's view of the photos through the serving API. */
final class Outsider {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RECIPE = Pattern.compile("/renditions/([a-z]+-\\d+-[0-9a-f]{12})/");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String serving;
    private final String token;

    Outsider(String serving, String token) {
        this.serving = serving;
        this.token = token;
    }

    /** The id of every photo of the timeline, page after page. */
    List<String> timeline() throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        String next = "/v1/photos?limit=100";
        while (!next.isEmpty()) {
            JsonNode page = ask(next);
            page.path("photos").forEach(photo -> found.add(photo.path("id").asText()));
            next = page.path("next").asText("");
        }
        return found;
    }

    /** The id of every photo that a search without words finds; at most 100. */
    List<String> search() throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        ask("/v1/search?limit=100")
                .path("hits")
                .forEach(hit -> found.add(hit.path("id").asText()));
        return found;
    }

    /** The recipes in the addresses of an answer's renditions: one, unless it mixes them. */
    Set<String> recipes(String path) throws IOException, InterruptedException {
        JsonNode answer = ask(path);
        Set<String> found = new TreeSet<>();
        for (JsonNode photo : answer.has("photos") ? answer.path("photos") : answer.path("hits")) {
            for (JsonNode rendition : photo.path("renditions")) {
                Matcher recipe = RECIPE.matcher(rendition.path("url").asText());
                if (recipe.find()) {
                    found.add(recipe.group(1));
                }
            }
        }
        return found;
    }

    private JsonNode ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(serving + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answers " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
