package dev.darkroom.local.launcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Both services behind one HTTP server; uploads get the prepared answers in turn. */
final class FakeServices implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Answer> uploads = new ConcurrentLinkedQueue<>();
    private final Queue<String> fileNames = new ConcurrentLinkedQueue<>();
    private volatile Function<String, Answer> reads = path -> new Answer(404, "{}");

    FakeServices() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    FakeServices thenAnswerUpload(int status, String body) {
        uploads.add(new Answer(status, body));
        return this;
    }

    void answerReads(Function<String, Answer> answers) {
        reads = answers;
    }

    Queue<String> fileNames() {
        return fileNames;
    }

    PhotoClient client() {
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

    record Answer(int status, String body) {}
}
