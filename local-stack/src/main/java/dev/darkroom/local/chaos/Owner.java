package dev.darkroom.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.local.client.Outcome;
import dev.darkroom.local.client.Session;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Somebody whose photos come, change and go, and are looked at; each change is waited for until a search shows it. */
final class Owner {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final Set<Integer> TRY_AGAIN = Set.of(429, 500, 502, 503, 504);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Session session;
    private final String ingest;
    private final String serving;
    private final List<Path> samples;
    private final Path folder;
    private final Deque<Stored> photos = new ArrayDeque<>();
    private Optional<Path> deleted = Optional.empty();
    private int made;

    private Owner(Session session, String ingest, String serving, List<Path> samples, Path folder) {
        this.session = session;
        this.ingest = ingest;
        this.serving = serving;
        this.samples = samples;
        this.folder = folder;
    }

    /** {@code folder} keeps the photos, which are copies of {@code samples} that differ by a few bytes. */
    static Owner of(LocalStack stack, String name, List<Path> samples, Path folder) throws StackException, IOException {
        return new Owner(
                Session.of(stack, name),
                stack.environment().get("DARKROOM_INGEST"),
                stack.environment().get("DARKROOM_SERVING"),
                List.copyOf(samples),
                Files.createDirectories(folder));
    }

    /** Uploads so many photos. */
    void upload(int count) throws StackException, IOException, InterruptedException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(newPhoto());
        }
        send(files);
    }

    /** Something of each kind: new photos, new tags, a deletion, the return of what was deleted before, a look. */
    void change() throws StackException, IOException, InterruptedException {
        List<Path> files = new ArrayList<>(List.of(newPhoto(), newPhoto()));
        deleted.ifPresent(files::add);
        send(files);
        Stored tagged = photos.removeFirst();
        photos.addLast(tagged);
        String tag = "tag" + made;
        ask("PUT", ingest + "/v1/photos/" + tagged.id() + "/tags", "{\"tags\":[\"" + tag + "\"]}");
        until(
                "tag " + tag,
                () -> ask("GET", serving + "/v1/search?tag=" + tag, "")
                                .path("total")
                                .asLong()
                        == 1);
        Stored gone = photos.removeFirst();
        ask("DELETE", ingest + "/v1/photos/" + gone.id(), "");
        deleted = Optional.of(gone.file());
        until(
                "deletion of " + gone.id(),
                () -> session.client().searchable(List.of(gone.id())).isEmpty());
        JsonNode found = ask("GET", serving + "/v1/search?limit=5", "");
        ask(
                "GET",
                serving + "/v1/photos/" + tagged.id() + "?search="
                        + found.path("search_id").asText(),
                "");
    }

    private void send(List<Path> files) throws StackException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (Path file : files) {
            Outcome outcome = session.client().upload(file);
            if (!(outcome instanceof Outcome.Stored stored)) {
                throw new StackException("An upload of " + file.getFileName() + " came to " + outcome);
            }
            photos.addLast(new Stored(stored.id(), file));
            ids.add(stored.id());
        }
        until(ids.size() + " photos", () -> session.client().searchable(ids).containsAll(ids));
    }

    private Path newPhoto() throws IOException {
        Path file = folder.resolve("photo-" + made + ".jpg");
        Files.copy(samples.get(made % samples.size()), file);
        // A JPEG may have a tail after its end.
        Files.write(file, ByteBuffer.allocate(Integer.BYTES).putInt(made).array(), StandardOpenOption.APPEND);
        made++;
        return file;
    }

    private JsonNode ask(String method, String address, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + session.token())
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        while (TRY_AGAIN.contains(answer.statusCode()) && System.nanoTime() < end) {
            Thread.sleep(AGAIN.toMillis());
            answer = http.send(request, BodyHandlers.ofString());
        }
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + address + " answers " + answer.statusCode() + " " + answer.body());
        }
        return json.readTree(answer.body());
    }

    private static void until(String what, Shown shown) throws StackException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String trouble = "";
        while (System.nanoTime() < end) {
            try {
                if (shown.isShown()) {
                    return;
                }
            } catch (IOException e) {
                trouble = " (" + e.getMessage() + ")";
            }
            Thread.sleep(LOOK.toMillis());
        }
        throw new StackException("No search shows the " + what + " after " + PATIENCE.toSeconds() + " s" + trouble);
    }

    private record Stored(String id, Path file) {}

    private interface Shown {
        boolean isShown() throws IOException, InterruptedException;
    }
}
