package dev.darkroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final Metrics metrics = new Metrics("test");
    private HttpServer server;

    @BeforeEach
    void start() {
        Health health = Health.within(
                Duration.ofMillis(200),
                Map.of(
                        "good",
                        () -> {},
                        "bad",
                        () -> {
                            throw new UnavailableException("Store is away: look at its log", null);
                        },
                        "slow",
                        this::hang));
        server = HttpServer.start(HttpSettings.local(0), metrics, health, this::routes);
    }

    @AfterEach
    void stop() {
        release.countDown();
        never.countDown();
        server.close();
        metrics.close();
    }

    private void routes(Routes routes) {
        routes.get("/things/{id}", request -> Routes.json(request, 200, Map.of("id", request.pathParam("id"))))
                .get("/refused", request -> {
                    throw ProblemException.of(ErrorCode.UNPROCESSABLE_PHOTO, "Too big: 7 > 5")
                            .because(Reason.TOO_MANY_PIXELS);
                })
                .get("/away", request -> {
                    throw new UnavailableException("secret-host does not answer", null);
                })
                .get("/broken", request -> {
                    throw new IllegalStateException("secret detail");
                })
                .get("/half", request -> {
                    request.outputStream().write(new byte[256 << 10]);
                    request.outputStream().flush();
                    throw new IllegalStateException("half-way");
                })
                .get("/wait", request -> {
                    entered.countDown();
                    release.await();
                    request.result("done");
                });
    }

    @Test
    void answersProblemsWithTypeAndReason() throws Exception {
        HttpResponse<String> answer = get("/refused");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.get("type").asText()).isEqualTo("/problems/unprocessable-photo");
        assertThat(problem.get("status").asInt()).isEqualTo(422);
        assertThat(problem.get("reason").asText()).isEqualTo("too-many-pixels");
        assertThat(problem.get("instance").asText()).isEqualTo("/refused");
        assertThat(problem.get("request_id").asText())
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @Test
    void tellsNobodyWhatBroke() throws Exception {
        assertThat(get("/broken").statusCode()).isEqualTo(500);
        assertThat(get("/broken").body())
                .contains("/problems/internal-error")
                .doesNotContain("secret", "Exception", "at dev.");
        HttpResponse<String> away = get("/away");
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.headers().firstValue("Retry-After")).contains("2");
        assertThat(away.body()).doesNotContain("secret");
    }

    @Test
    void answersUnknownPathsAndMethodsWithProblems() throws Exception {
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(json(get("/nowhere")).get("type").asText()).isEqualTo("/problems/not-found");
        HttpResponse<String> wrongMethod = send(request("/things/1").DELETE().build());
        assertThat(wrongMethod.statusCode()).isEqualTo(405);
        assertThat(wrongMethod.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(json(wrongMethod).get("type").asText()).isEqualTo("/problems/method-not-allowed");
    }

    @Test
    void answersHeadLikeGetWithoutTheBody() throws Exception {
        HttpResponse<String> head = send(request("/things/1")
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
        HttpResponse<String> get = get("/things/1");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(get.headers().firstValue("Content-Type"))
                .contains("application/json");
    }

    @Test
    void keepsASafeRequestIdOnly() throws Exception {
        assertThat(idFor("trace-1")).isEqualTo("trace-1");
        assertThat(idFor("not safe")).isNotEqualTo("not safe").hasSize(36);
    }

    @Test
    void isAliveWhileDependenciesFailAndNamesThem() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = get("/readyz");
        assertThat(ready.statusCode()).isEqualTo(503);
        JsonNode dependencies = json(ready).get("dependencies");
        assertThat(dependencies.at("/good/status").asText()).isEqualTo("ok");
        assertThat(dependencies.at("/bad/detail").asText()).contains("Store is away");
        assertThat(dependencies.at("/slow/detail").asText()).contains("200 ms");
    }

    @Test
    void countsRequestsByRouteAndNotByPath() throws Exception {
        get("/things/1");
        get("/things/2");
        get("/nowhere");
        assertThat(get("/metrics").body())
                .contains("http_request_seconds_count{method=\"GET\",route=\"/things/{id}\",service=\"test\","
                        + "status=\"200\"} 2")
                .contains("route=\"unmatched\"")
                .contains("jvm_memory_used_bytes")
                .doesNotContain("/things/1");
    }

    @Test
    void cutsAnAnswerThatFailsHalfWay() {
        assertThat(catchThrowable(() -> get("/half"))).isInstanceOf(IOException.class);
    }

    @Test
    void finishesRequestsInFlightWhenItStops() throws Exception {
        CompletableFuture<HttpResponse<String>> waiting =
                client.sendAsync(request("/wait").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(entered.await(5, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
        release.countDown();
        assertThat(waiting.get(5, TimeUnit.SECONDS).body()).isEqualTo("done");
        stopped.get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "GET / HTTP/2.0\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nbad header\r\n\r\n",
                "GET /things/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /things/a%2fb HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void answersMalformedMessagesWithAProblem(String message) throws Exception {
        String answer = raw(message);
        assertThat(answer).startsWith("HTTP/1.1 ").contains("application/problem+json", "\"type\":\"/problems/");
        assertThat(answer.substring(9, 10)).isIn("4", "5");
        assertThat(answer).contains("\"status\":" + answer.substring(9, 12));
        assertThat(answer).doesNotContain("<html", "Exception", "org.eclipse");
    }

    @Test
    void saysNoMoreOfALongPathThanHelps() throws Exception {
        String answer = get("/" + "a".repeat(9_000)).body();
        assertThat(answer).contains("/problems/not-found", "aaa...").hasSizeLessThan(1_000);
        assertThat(send(request("/things/" + "a".repeat(9_000)).DELETE().build())
                        .body())
                .hasSizeLessThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%zz", "x=1&q=%f", "q=%%20"})
    void refusesAQueryThatCannotBeDecoded(String query) throws Exception {
        String answer = raw("GET /things/1?" + query + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").contains("/problems/invalid-request", "%25");
    }

    @Test
    void refusesEndlessHeaders() throws Exception {
        String answer = raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(20_000) + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 431").contains("/problems/headers-too-large", "send fewer");
    }

    private String raw(String message) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(message.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    private void hang() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String idFor(String given) throws Exception {
        return send(request("/healthz").header("X-Request-Id", given).build())
                .headers()
                .firstValue("X-Request-Id")
                .orElseThrow();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path)).timeout(Duration.ofSeconds(10));
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }
}
