package dev.darkroom.ingest;

import dev.darkroom.core.id.UserId;
import dev.darkroom.local.identity.LocalIdentity;
import dev.darkroom.local.stack.SharedStack;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The service as it really runs: a JVM of its own with a heap of 256 MB, over the local stack. */
final class IngestProcess implements AutoCloseable {
    private final Map<String, String> environment = SharedStack.get();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Stores stores = Stores.open(StoresConfig.from(environment));
    private final Path temp;
    private final Path log;
    private final int port;
    private final Process process;

    IngestProcess(Path folder) throws IOException {
        temp = folder.resolve("uploads");
        log = folder.resolve("log");
        port = freePort();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                classPath,
                IngestMain.class.getName(),
                "--port",
                Integer.toString(port),
                "--temp",
                temp.toString());
        builder.environment().putAll(environment);
        process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Awaitility.await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> ready() == 200);
    }

    int port() {
        return port;
    }

    Stores stores() {
        return stores;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** A user that no other test has. */
    UserId newUser() {
        return new UserId("user-" + UUID.randomUUID());
    }

    String token(UserId user) throws IOException {
        return token(user, Clock.systemUTC());
    }

    String token(UserId user, Clock clock) throws IOException {
        Path keys = Path.of(environment.get("DARKROOM_TOKEN_KEY")).getParent();
        return new LocalIdentity(keys, clock).token(user.value(), Duration.ofMinutes(30));
    }

    /** A request by an administrator, who else is nobody. */
    HttpRequest.Builder adminRequest(String path, UserId admin) throws IOException {
        Path keys = Path.of(environment.get("DARKROOM_TOKEN_KEY")).getParent();
        String token = new LocalIdentity(keys, Clock.systemUTC())
                .token(admin.value(), List.of("admin"), Duration.ofMinutes(30));
        return request(path).header("Authorization", "Bearer " + token);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(10));
    }

    HttpRequest.Builder request(String path, UserId user) throws IOException {
        return request(path).header("Authorization", "Bearer " + token(user));
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> upload(UserId user, byte[] photo, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/v1/photos", user).POST(HttpRequest.BodyPublishers.ofByteArray(photo));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** What a counter without tags stands at. */
    double counted(String name) throws IOException, InterruptedException {
        String line = name.replace('.', '_') + "_total{";
        return send(request("/metrics").build())
                .body()
                .lines()
                .filter(text -> text.startsWith(line))
                .mapToDouble(text -> Double.parseDouble(text.substring(text.lastIndexOf(' '))))
                .sum();
    }

    /** Files of uploads that are under way or were left behind. */
    List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            return files.toList();
        }
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    private int ready() throws IOException, InterruptedException {
        return send(request("/readyz").build()).statusCode();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Asks the process to end, and kills it when it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        stores.close();
    }
}
