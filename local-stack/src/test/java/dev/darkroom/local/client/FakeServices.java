package dev.darkroom.local.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Both services behind one HTTP server; uploads get the prepared answers in turn. */
public final class FakeServices implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Answer> uploads = new ConcurrentLinkedQueue<>();
    private final Queue<String> fileNames = new ConcurrentLinkedQueue<>();
    private volatile Duration uploadTime = Duration.ZERO;
    private volatile Function<String, Answer> reads = path -> new Answer(404, "{}");

    public FakeServices() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    public FakeServices thenAnswerUpload(int status, String body) {
        uploads.add(new Answer(status, body));
        return this;
    }

    /** From now on an upload takes so long. */
    public void slowUploads(Duration time) {
        uploadTime = time;
    }

    public void answerReads(Function<String, Answer> answers) {
        reads = answers;
    }

    public Queue<String> fileNames() {
        return fileNames;
    }

    public PhotoClient client() {
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        return new PhotoClient(address, address, "a-token");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        Answer answer;
        if (exchange.getRequestMethod().equals("POST")) {
            fileNames.add(exchange.getRequestHeaders().getFirst("Content-Disposition"));
            pass(uploadTime);
            answer = uploads.remove();
        } else {
            answer = reads.apply(exchange.getRequestURI().toString());
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Retry-After", "0");
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static void pass(Duration time) throws IOException {
        try {
            new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while an upload was to take its time");
        }
    }

    public record Answer(int status, String body) {}
}
