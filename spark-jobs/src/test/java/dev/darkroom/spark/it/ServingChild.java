package dev.darkroom.spark.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.core.id.UserId;
import dev.darkroom.local.identity.LocalIdentity;
import dev.darkroom.local.process.JavaProgram;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Home;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The serving process on the shared stack, met as its clients meet it. The module {@code serving} must be built. */
public final class ServingChild implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String address;
    private final String token;

    private ServingChild(Process process, String address, String token) {
        this.process = process;
        this.address = address;
        this.token = token;
    }

    /** Starts it and waits until it answers; questions are asked as {@code user}. */
    public static ServingChild start(Map<String, String> environment, Path folder, UserId user)
            throws IOException, StackException {
        int port = freePort();
        List<String> command = List.of(
                JavaProgram.javaBinary().toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                JavaProgram.classPath(Home.find(), "serving"),
                "dev.darkroom.serving.ServingMain",
                "--port",
                Integer.toString(port));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("serving.log").toFile());
        builder.environment().putAll(environment);
        Path keys = Path.of(environment.get("DARKROOM_TOKEN_KEY")).getParent();
        String token = new LocalIdentity(keys, Clock.systemUTC()).token(user.value(), Duration.ofHours(1));
        ServingChild child = new ServingChild(builder.start(), "http://127.0.0.1:" + port, token);
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> child.ask("/readyz").statusCode() == 200);
        return child;
    }

    /** The answer to a GET that succeeds. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = ask(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
