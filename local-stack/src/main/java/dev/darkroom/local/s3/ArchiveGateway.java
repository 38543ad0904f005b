package dev.darkroom.local.s3;

import com.sun.net.httpserver.HttpServer;
import dev.darkroom.local.objects.ObjectStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An S3 endpoint on loopback over an {@link ObjectStore}, with Amazon's signatures and Glacier's rules.
 *
 * <p>Bodies are streamed through buffers of 128 KiB, so the heap does not grow with the objects. One of {@value #MAX_THREADS} threads serves one
 * request from its first to its last byte; further requests wait in their connections. Run it with the server compiler: under
 * {@code -XX:TieredStopAtLevel=1} the JVM has no SHA-256 intrinsic and uploads cost several times the CPU.
 */
public final class ArchiveGateway implements AutoCloseable {
    static final int MAX_THREADS = 64;

    private static final Logger log = LoggerFactory.getLogger(ArchiveGateway.class);
    private static final int MAX_WAITING_REQUESTS = 4096;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int BACKLOG = 512;
    private static final int MAX_RESTORES = 100_000;
    private static final Duration MAX_DRAIN = Duration.ofSeconds(10);

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final ObjectStore store;
    private final RestoreLedger ledger;
    private final Phaser requestsInFlight;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private ArchiveGateway(
            HttpServer server, ThreadPoolExecutor threads, ObjectStore store, RestoreLedger ledger, Phaser inFlight) {
        this.server = server;
        this.threads = threads;
        this.store = store;
        this.ledger = ledger;
        this.requestsInFlight = inFlight;
    }

    /** Opens what is kept and begins to listen. */
    public static ArchiveGateway start(ArchiveGatewaySettings settings) throws IOException {
        tuneHttp();
        Clock clock = Clock.systemUTC();
        RestoreLedger ledger = RestoreLedger.open(settings.dataDir().resolve("restores.log"), MAX_RESTORES, clock);
        ObjectStore store;
        try {
            store = ObjectStore.open(settings.dataDir(), clock);
        } catch (IOException e) {
            ledger.close();
            throw e;
        }
        HttpServer server;
        try {
            server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), settings.port()), BACKLOG);
        } catch (IOException e) {
            store.close();
            ledger.close();
            throw new IOException("Cannot listen on 127.0.0.1:" + settings.port() + ": " + e.getMessage(), e);
        }
        GatewayHandler handler = handler(settings, store, ledger, clock);
        ThreadPoolExecutor threads = threads();
        Phaser inFlight = new Phaser(1);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            inFlight.register();
            try {
                handler.handle(exchange);
            } finally {
                inFlight.arriveAndDeregister();
            }
        });
        server.start();
        ArchiveGateway gateway = new ArchiveGateway(server, threads, store, ledger, inFlight);
        log.info("Archive gateway listens on {}, objects are kept in {}", gateway.endpoint(), settings.dataDir());
        return gateway;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Lets requests in flight end, for a while, and then stops. */
    @Override
    public void close() throws IOException {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        try {
            requestsInFlight.awaitAdvanceInterruptibly(
                    requestsInFlight.arrive(), MAX_DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.warn("Cut off requests that did not end within {}", MAX_DRAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        threads.shutdown();
        store.close();
        ledger.close();
    }

    private static GatewayHandler handler(
            ArchiveGatewaySettings settings, ObjectStore store, RestoreLedger ledger, Clock clock) {
        ObjectReader objects = new ObjectReader(store);
        ArchiveTier archive = new ArchiveTier(objects, ledger, settings.restoreDelay(), clock);
        BodyReceiver receiver = new BodyReceiver(store);
        CopyHandler copies = new CopyHandler(store, objects, archive);
        ObjectHandler.Calls calls = new ObjectHandler.Calls(
                new ReadHandler(objects, archive),
                new WriteHandler(store, receiver, objects),
                copies,
                new MultipartHandler(store),
                new PartHandler(store, receiver, copies, clock));
        BucketDocuments documents = new BucketDocuments(settings.dataDir().resolve("buckets"));
        return new GatewayHandler(
                new RequestAuthenticator(settings.credentials(), settings.region(), clock),
                store,
                new BucketHandler(store, documents, settings.region()),
                new ObjectHandler(calls, archive));
    }

    private static ThreadPoolExecutor threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                MAX_THREADS,
                MAX_THREADS,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(MAX_WAITING_REQUESTS),
                task -> {
                    Thread thread = new Thread(task, "s3-gateway");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** The JDK reads these once, before its first connection; a value given on the command line stays. */
    private static void tuneHttp() {
        // Else Nagle's algorithm and delayed acknowledgements add 40 ms to small answers.
        setDefault("sun.net.httpserver.nodelay", "true");
        setDefault("sun.net.httpserver.idleInterval", "120");
        setDefault("sun.net.httpserver.maxIdleConnections", "512");
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
