package dev.darkroom.spark;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.port.Port;
import dev.darkroom.stores.StoresConfig;
import dev.darkroom.stores.elasticsearch.ElasticsearchPhotoIndex;
import dev.darkroom.stores.kafka.KafkaEventLog;
import dev.darkroom.stores.s3.S3BlobStore;
import dev.darkroom.stores.spanner.SpannerPhotoCatalog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the stores that a job needs whether they answer, before Spark and the clients of the stores try for minutes what
 * cannot succeed. A store at a known address is first just connected to; then all are asked at once.
 */
final class Preflight {
    private static final int CONNECT_MILLIS = 2_000;

    private static final int ATTEMPTS = 5;

    /** A check gives up after two seconds; the first one in a JVM takes longer on a busy machine, and much longer behind others. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Pattern BROKER = Pattern.compile("(.+):(\\d{1,5})");
    private static final Pattern SPANNER_HOST = Pattern.compile("jdbc:cloudspanner://([^/:]+):(\\d+)/.*");

    private final List<Store> stores = new ArrayList<>();

    private Preflight() {}

    /** What {@code lake-sync} needs. */
    static Preflight ofLakeSync(StoresConfig config) {
        Preflight preflight = new Preflight();
        List<Address> brokers = Arrays.stream(config.kafka().split(",", -1))
                .map(String::strip)
                .map(Preflight::broker)
                .toList();
        preflight.stores.add(new Store("Kafka", brokers, () -> new KafkaEventLog(config.kafka())));
        preflight.addLake(config);
        return preflight;
    }

    /** What {@code audit} needs. */
    static Preflight ofAudit(StoresConfig config) {
        Preflight preflight = new Preflight();
        preflight.addIndex(config);
        preflight.stores.add(new Store("S3", s3(config), () -> new S3BlobStore(config.s3(), config.photosBucket())));
        preflight.addLake(config);
        return preflight;
    }

    /** What {@code reindex} needs. */
    static Preflight ofReindex(StoresConfig config) {
        Preflight preflight = new Preflight();
        preflight.addIndex(config);
        preflight.addCatalog(config);
        return preflight;
    }

    /** What a job needs that looks at nothing but the lake. */
    static Preflight ofLake(StoresConfig config) {
        Preflight preflight = new Preflight();
        preflight.addLake(config);
        return preflight;
    }

    private static Address broker(String text) {
        Matcher form = BROKER.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "Setting DARKROOM_KAFKA must be host:port, several separated by commas; this is not: " + text);
        }
        return new Address(form.group(1), Integer.parseInt(form.group(2)));
    }

    private void addLake(StoresConfig config) {
        stores.add(new Store("S3", s3(config), () -> new S3BlobStore(config.s3(), config.lakeBucket())));
        addCatalog(config);
    }

    private void addIndex(StoresConfig config) {
        stores.add(new Store(
                "Elasticsearch",
                List.of(Address.of(config.elasticsearch(), 9200)),
                () -> new ElasticsearchPhotoIndex(config.elasticsearch())));
    }

    private void addCatalog(StoresConfig config) {
        Matcher local = SPANNER_HOST.matcher(config.spannerUrl());
        List<Address> spanner =
                local.matches() ? List.of(new Address(local.group(1), Integer.parseInt(local.group(2)))) : List.of();
        stores.add(new Store("Spanner", spanner, () -> new SpannerPhotoCatalog(config.spannerUrl())));
    }

    private static List<Address> s3(StoresConfig config) {
        return config.s3().endpoint().map(uri -> Address.of(uri, 80)).stream().toList();
    }

    /**
     * Returns when every store answers.
     *
     * @throws UnavailableException with one sentence that names those that do not, and says what to do
     */
    void check() {
        List<String> away = stores.stream()
                .filter(store ->
                        !store.addresses.isEmpty() && store.addresses.stream().noneMatch(Address::isReachable))
                .map(store -> store.name + " at " + store.addresses.get(0))
                .distinct()
                .toList();
        if (!away.isEmpty()) {
            throw new UnavailableException(
                    "Nothing answers for " + String.join(", ", away) + ": is the stack up? ./darkroom up --detach",
                    null);
        }
        List<CompletableFuture<Void>> answers = stores.stream()
                .map(store -> CompletableFuture.runAsync(store::ask))
                .toList();
        try {
            answers.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof UnavailableException known ? known : e;
        }
    }

    /** A store, where it should be (nowhere in particular: in a cloud), and how to ask it. */
    private record Store(String name, List<Address> addresses, Supplier<Port> opened) {
        void ask() {
            long begun = System.nanoTime();
            try (Port port = opened.get()) {
                for (int attempt = 1; ; attempt++) {
                    try {
                        port.check();
                        return;
                    } catch (UnavailableException e) {
                        boolean slow = e.getCause() instanceof TimeoutException;
                        if (slow ? System.nanoTime() - begun > PATIENCE.toNanos() : attempt >= ATTEMPTS) {
                            throw e;
                        }
                    }
                }
            }
        }
    }

    private record Address(String host, int port) {
        static Address of(URI uri, int usual) {
            int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : usual;
            return new Address(uri.getHost(), port);
        }

        boolean isReachable() {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
