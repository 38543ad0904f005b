package dev.darkroom.bench.thumbnails;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An imgproxy server on this machine, asked once for each size; it reads the photo from a folder. */
final class ImgproxyPeer implements Thumbnailer {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int TRIES = 100;
    private static final long MILLIS_BETWEEN = 100;

    private final MemoryFolder folder = MemoryFolder.create();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final String address;
    private final Process server;

    ImgproxyPeer(String program) throws IOException, InterruptedException {
        String place = "127.0.0.1:" + freePort();
        address = "http://" + place;
        ProcessBuilder builder = new ProcessBuilder(program)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .putAll(Map.of(
                        "IMGPROXY_BIND", place,
                        "IMGPROXY_LOCAL_FILESYSTEM_ROOT", folder.path().toString(),
                        "IMGPROXY_WORKERS", "1",
                        "IMGPROXY_MAX_SRC_RESOLUTION", "50",
                        "GOMAXPROCS", "1"));
        server = builder.start();
        awaitHealth();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitHealth() throws IOException, InterruptedException {
        for (int i = 0; i < TRIES && server.isAlive(); i++) {
            try {
                get("/health");
                return;
            } catch (IOException e) {
                Thread.sleep(MILLIS_BETWEEN);
            }
        }
        server.destroyForcibly();
        folder.close();
        throw new IOException("imgproxy did not come up");
    }

    @Override
    public List<byte[]> thumbnails(byte[] photo, int quality) throws IOException, InterruptedException {
        folder.write("photo.jpg", photo);
        List<byte[]> files = new ArrayList<>();
        for (int size : SIZES) {
            files.add(get("/unsafe/rs:fit:" + size + ":" + size + "/q:" + quality + "/plain/local:///photo.jpg@jpg"));
        }
        return files;
    }

    private byte[] get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(LIMIT)
                .build();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("imgproxy answered " + response.statusCode() + " to " + path);
        }
        return response.body();
    }

    @Override
    public void close() throws IOException {
        server.destroyForcibly();
        folder.close();
    }
}
