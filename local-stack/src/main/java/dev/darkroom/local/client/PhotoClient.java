package dev.darkroom.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The HTTP interface of Darkroom as one user sees it. Safe for threads. */
public final class PhotoClient {
    private static final Duration UPLOAD_LIMIT = Duration.ofMinutes(10);
    private static final Duration QUESTION_LIMIT = Duration.ofSeconds(20);
    /** Longer than a service takes to come back after a crash. */
    private static final Duration RETRY_LIMIT = Duration.ofMinutes(2);

    /** Random, so that it is in no photo. */
    private static final String BOUNDARY = UUID.randomUUID().toString();

    private static final Set<Integer> TRY_AGAIN = Set.of(429, 500, 502, 503, 504);
    private static final Set<Integer> REFUSALS = Set.of(400, 409, 411, 413, 415, 422);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(QUESTION_LIMIT)
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final String ingest;
    private final String serving;
    private final String token;

    public PhotoClient(String ingest, String serving, String token) {
        this.ingest = ingest;
        this.serving = serving;
        this.token = token;
    }

    /** Uploads a file, with its sidecar if it has one; waits and tries again while the service is busy or away, which repeats nothing. */
    public Outcome upload(Path file) throws InterruptedException {
        long sent = System.nanoTime();
        Duration wait = Duration.ofMillis(250);
        String trouble = "";
        while (System.nanoTime() - sent < RETRY_LIMIT.toNanos()) {
            try {
                HttpResponse<String> answer = http.send(uploadRequest(file), BodyHandlers.ofString());
                if (!TRY_AGAIN.contains(answer.statusCode())) {
                    return outcome(file, answer, sent);
                }
                trouble = "the service answers " + answer.statusCode() + " " + detail(answer.body());
                wait = retryAfter(answer).orElse(wait);
            } catch (IOException e) {
                if (!Files.isReadable(file)) {
                    return new Outcome.Failed(file, "cannot be read");
                }
                trouble = "the service at " + ingest + " does not answer (" + e + ")";
            }
            Thread.sleep(wait.toMillis());
            wait = wait.multipliedBy(2).compareTo(Duration.ofSeconds(5)) < 0
                    ? wait.multipliedBy(2)
                    : Duration.ofSeconds(5);
        }
        return new Outcome.Failed(file, trouble);
    }

    /** Which of these photos a search finds. */
    public Set<String> searchable(Collection<String> ids) throws IOException, InterruptedException {
        Set<String> found = new HashSet<>();
        ask("/v1/search?limit=" + ids.size() + "&ids=" + String.join(",", ids))
                .path("hits")
                .forEach(hit -> found.add(hit.path("id").asText()));
        return found;
    }

    /** Why a stored photo could not be developed; empty while it is not known to have failed. */
    public Optional<String> rejection(String id) throws IOException, InterruptedException {
        JsonNode photo = ask("/v1/photos/" + id);
        return photo.path("status").asText().equals("failed")
                ? Optional.of(photo.path("rejection").path("reason").asText("unknown"))
                : Optional.empty();
    }

    private JsonNode ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(serving + path))
                .timeout(QUESTION_LIMIT)
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answers " + answer.statusCode() + " " + detail(answer.body()));
        }
        return json.readTree(answer.body());
    }

    private HttpRequest uploadRequest(Path file) throws IOException {
        String name = URLEncoder.encode(file.getFileName().toString(), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(ingest + "/v1/photos"))
                .timeout(UPLOAD_LIMIT)
                .header("Authorization", "Bearer " + token);
        Optional<Path> sidecar = Sidecar.of(file);
        if (sidecar.isPresent()) {
            return request.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                    .POST(form(file, name, sidecar.get()))
                    .build();
        }
        String type = Optional.ofNullable(Files.probeContentType(file)).orElse("application/octet-stream");
        return request.header("Content-Type", type)
                .header("Content-Disposition", "attachment; filename*=UTF-8''" + name)
                .header(Promise.HEADER, Promise.of(file))
                .POST(BodyPublishers.ofFile(file))
                .build();
    }

    private static BodyPublisher form(Path file, String name, Path sidecar) throws IOException {
        return BodyPublishers.concat(
                BodyPublishers.ofString(part("sidecar", "sidecar.xmp") + "\r\n"),
                BodyPublishers.ofFile(sidecar),
                BodyPublishers.ofString(
                        "\r\n" + part("file", name) + Promise.HEADER + ": " + Promise.of(file) + "\r\n\r\n"),
                BodyPublishers.ofFile(file),
                BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
    }

    private static String part(String field, String encodedName) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename*=UTF-8''"
                + encodedName + "\r\n";
    }

    private Outcome outcome(Path file, HttpResponse<String> answer, long sent) throws IOException {
        int status = answer.statusCode();
        if (status == 200 || status == 201) {
            JsonNode photo = json.readTree(answer.body());
            String id = photo.path("id").asText();
            return photo.path("duplicate").asBoolean(status == 200)
                    ? new Outcome.Duplicate(file, id)
                    : new Outcome.Stored(file, id, sent);
        }
        String detail = detail(answer.body());
        return REFUSALS.contains(status)
                ? new Outcome.Rejected(file, reason(answer.body(), status), detail)
                : new Outcome.Failed(file, "refused with " + status + " " + detail);
    }

    private String reason(String body, int status) {
        JsonNode problem = problem(body);
        String type = problem.path("type").asText("http-" + status);
        return problem.path("reason").asText(type.substring(type.lastIndexOf('/') + 1));
    }

    private String detail(String body) {
        return problem(body).path("detail").asText("");
    }

    private JsonNode problem(String body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            return json.createObjectNode();
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,3}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }
}
