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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A client that asks until it is closed, several kinds of questions at once, and notes of which versions the answers are. */
final class Viewer implements AutoCloseable {
    /** The questions of whoever looks at photos. */
    static final List<List<? extends Question>> PHOTOS = List.of(
            List.of(new Question.OfRecipes("/v1/photos?limit=100")),
            List.of(new Question.OfRecipes("/v1/search?limit=100")));

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

    /** Starts to ask, each kind of questions in a thread of its own, there one after the other and then from the first. */
    static Viewer start(String serving, String token, List<List<? extends Question>> kinds) {
        Viewer viewer = new Viewer(serving, token);
        for (List<? extends Question> questions : kinds) {
            Thread thread = new Thread(() -> viewer.ask(questions), "viewer");
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

    /** Answers of more than one version. */
    long mixed() {
        return mixed.get();
    }

    /** The first errors and mixed answers. */
    List<String> examples() {
        return examples;
    }

    /** When the last answer came that was of this version, by {@link System#nanoTime}; 0 when none ever was. */
    long lastSeen(String version) {
        return lastSeen.getOrDefault(version, 0L);
    }

    private void ask(List<? extends Question> questions) {
        for (int next = 0; !end; next = (next + 1) % questions.size()) {
            Question question = questions.get(next);
            try {
                Thread.sleep(PAUSE.toMillis());
                Set<String> versions = question.versions(answer(question.path()));
                answers.incrementAndGet();
                if (versions.size() > 1) {
                    mixed.incrementAndGet();
                    example(question.path() + " is of " + versions);
                }
                versions.forEach(version -> lastSeen.put(version, System.nanoTime()));
            } catch (IOException e) {
                errors.incrementAndGet();
                example(question.path() + ": " + e.getMessage());
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

    private JsonNode answer(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(serving + path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("answered with " + answer.statusCode() + " " + answer.body());
        }
        return json.readTree(answer.body());
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
