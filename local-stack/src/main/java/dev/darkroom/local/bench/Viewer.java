package dev.darkroom.local.bench;

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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that asks for timeline and search, both at once, until it is closed, and notes by which recipes it is answered. */
final class Viewer implements AutoCloseable {
    private static final Pattern RECIPE = Pattern.compile("/renditions/([a-z]+-\\d+-[0-9a-f]{12})/");
    private static final List<String> QUESTIONS = List.of("/v1/photos?limit=100", "/v1/search?limit=100");
    /** A client that never paused would have the machine to itself. */
    private static final Duration PAUSE = Duration.ofMillis(25);

    private static final Duration LIMIT = Duration.ofSeconds(20);
    /** Of errors and of mixed answers; there should be none. */
    private static final int EXAMPLES = 10;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String serving;
    private final String token;
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong mixed = new AtomicLong();
    private final List<String> examples = new CopyOnWriteArrayList<>();
    private final Map<String, Long> lastSeen = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean end;

    private Viewer(String serving, String token) {
        this.serving = serving;
        this.token = token;
    }

    /** Starts to ask, each question in a thread of its own. */
    static Viewer start(String serving, String token) {
        Viewer viewer = new Viewer(serving, token);
        for (String question : QUESTIONS) {
            Thread thread = new Thread(() -> viewer.ask(question), "viewer");
            viewer.threads.add(thread);
            thread.start();
        }
        return viewer;
    }

    long answers() {
        return answers.get();
    }

    long errors() {
        return errors.get();
    }

    /** Answers with more than one recipe. */
    long mixed() {
        return mixed.get();
    }

    /** The first errors and mixed answers. */
    List<String> examples() {
        return examples;
    }

    /** When the last answer came that named the recipe with this slug, by {@link System#nanoTime}; 0 when none ever did. */
    long lastSeen(String recipe) {
        return lastSeen.getOrDefault(recipe, 0L);
    }

    private void ask(String question) {
        while (!end) {
            try {
                Thread.sleep(PAUSE.toMillis());
                Set<String> recipes = recipes(question);
                answers.incrementAndGet();
                if (recipes.size() > 1) {
                    mixed.incrementAndGet();
                    example(question + " names " + recipes);
                }
                recipes.forEach(recipe -> lastSeen.put(recipe, System.nanoTime()));
            } catch (IOException e) {
                errors.incrementAndGet();
                example(question + ": " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void example(String text) {
        if (examples.size() < EXAMPLES) {
            examples.add(text);
        }
    }

    private Set<String> recipes(String question) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(serving + question))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("answered with " + answer.statusCode() + " " + answer.body());
        }
        JsonNode read = json.readTree(answer.body());
        Set<String> found = new TreeSet<>();
        for (JsonNode photo : read.has("photos") ? read.path("photos") : read.path("hits")) {
            for (JsonNode rendition : photo.path("renditions")) {
                Matcher recipe = RECIPE.matcher(rendition.path("url").asText());
                if (recipe.find()) {
                    found.add(recipe.group(1));
                }
            }
        }
        return found;
    }

    @Override
    public void close() {
        end = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
