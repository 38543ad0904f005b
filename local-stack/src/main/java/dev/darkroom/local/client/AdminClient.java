package dev.darkroom.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.local.identity.LocalIdentity;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The administrators' part of the HTTP interface. Safe for threads. */
public final class AdminClient {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final String ingest;
    private final LocalIdentity identity;
    private final String user;

    private AdminClient(String ingest, LocalIdentity identity, String user) {
        this.ingest = ingest;
        this.identity = identity;
        this.user = user;
    }

    /** Administrator {@code user}, with a fresh token of the stack's own issuer for each request: some clients live long. */
    public static AdminClient of(LocalStack stack, String user) throws StackException, IOException {
        Map<String, String> environment = stack.environment();
        if (environment.isEmpty()) {
            throw new StackException("Nothing was ever started in " + stack.data() + ": run `./darkroom up --detach`");
        }
        LocalIdentity identity = new LocalIdentity(stack.data().resolve("identity"), Clock.systemUTC());
        return new AdminClient(environment.get("DARKROOM_INGEST"), identity, user);
    }

    /** Every version of every transform. */
    public JsonNode transforms() throws StackException, InterruptedException {
        return ask("GET", "/v1/admin/transforms", BodyPublishers.noBody()).path("transforms");
    }

    /** The ids of the versions of {@code name} that are in {@code state}. */
    public List<String> versions(String name, String state) throws StackException, InterruptedException {
        List<String> found = new ArrayList<>();
        for (JsonNode version : transforms()) {
            if (version.path("name").asText().equals(name)
                    && version.path("state").asText().equals(state)) {
                found.add(version.path("transform").asText());
            }
        }
        return found;
    }

    /** Makes {@code definition} the shadow of {@code name}. */
    public JsonNode register(String name, String definition) throws StackException, InterruptedException {
        String body = json.createObjectNode()
                .put("name", name)
                .put("definition", definition)
                .toString();
        return ask("POST", "/v1/admin/transforms", BodyPublishers.ofString(body));
    }

    /** Makes the version {@code id} {@code live} or {@code retired}. */
    public JsonNode move(String id, String state) throws StackException, InterruptedException {
        String body = json.createObjectNode().put("state", state).toString();
        return ask("PUT", "/v1/admin/transforms/" + id + "/state", BodyPublishers.ofString(body));
    }

    /** Undoes the last flip of {@code name}. */
    public JsonNode rollback(String name) throws StackException, InterruptedException {
        return ask("POST", "/v1/admin/transforms/" + name + "/rollback", BodyPublishers.noBody());
    }

    /** What upgrades of {@code name} have done, oldest first. */
    public JsonNode upgradeSteps(String name) throws StackException, InterruptedException {
        return ask("GET", "/v1/admin/transforms/" + name + "/upgrades", BodyPublishers.noBody())
                .path("steps");
    }

    /** Keeps that {@code upgrade} to the version {@code id} has done {@code stage}, with what it found. */
    public JsonNode noteUpgradeStep(String id, String upgrade, String stage, String detail)
            throws StackException, InterruptedException {
        String body = json.createObjectNode().put("detail", detail).toString();
        return ask(
                "PUT",
                "/v1/admin/transforms/" + id + "/upgrades/" + upgrade + "/" + stage,
                BodyPublishers.ofString(body));
    }

    private JsonNode ask(String method, String path, BodyPublisher body) throws StackException, InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(ingest + path))
                    .timeout(LIMIT)
                    .header("Authorization", "Bearer " + identity.token(user, List.of("admin"), LIFE))
                    .header("Content-Type", "application/json")
                    .method(method, body)
                    .build();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            JsonNode read = json.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw new StackException(
                        read.path("detail").asText("the service answers " + answer.statusCode() + " to " + path));
            }
            return read;
        } catch (IOException e) {
            throw new StackException(
                    "The service at " + ingest + " does not answer (" + e + "): run `./darkroom up --detach`", e);
        }
    }
}
