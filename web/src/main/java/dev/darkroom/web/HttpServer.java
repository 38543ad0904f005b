package dev.darkroom.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running HTTP server: bounded threads, queues and headers, every failure a problem, every request counted, and
 * {@code /healthz}, {@code /readyz} and {@code /metrics} besides the service's own routes.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger ACCESS = LoggerFactory.getLogger("dev.darkroom.web.access");
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final int MIN_THREADS = 8;
    private static final int MAX_CONNECTIONS = 2048;
    private static final int MAX_WAITING_CONNECTIONS = 256;
    private static final int MAX_ANSWER_HEADER_BYTES = 16 << 10;
    private static final int OUTPUT_BUFFER_BYTES = 64 << 10;

    /** Held only while a request arrives. Jetty's own 8 KiB would be five hundred reads, and writes, of a photo of 4 MB. */
    private static final int INPUT_BUFFER_BYTES = 64 << 10;

    private final Javalin javalin;
    private final String host;
    private final Health health;
    private final List<String> declared;

    private HttpServer(Javalin javalin, String host, Health health, List<String> declared) {
        this.javalin = javalin;
        this.host = host;
        this.health = health;
        this.declared = declared;
    }

    /** Starts listening; returns once requests are answered. */
    public static HttpServer start(HttpSettings settings, Metrics metrics, Health health, Consumer<Routes> service) {
        AtomicReference<Routes> routes = new AtomicReference<>();
        Javalin javalin = Javalin.create(config -> {
            configure(config, settings);
            config.routes.before(RequestIds::begin);
            config.routes.before(request -> refuseBrokenQuery(request.queryString()));
            config.requestLogger.http((request, milliseconds) -> finish(metrics, request, milliseconds));
            ProblemAnswers.install(config.routes);
            routes.set(new Routes(config.routes));
            operations(routes.get(), metrics, health);
            service.accept(routes.get());
        });
        javalin.start();
        return new HttpServer(javalin, settings.host(), health, routes.get().declared());
    }

    private static void configure(JavalinConfig config, HttpSettings settings) {
        QueuedThreadPool threads = new QueuedThreadPool(
                settings.maxThreads(), MIN_THREADS, (int) settings.idleTimeout().toMillis());
        threads.setName("http");
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.prefer405over404 = true;
        config.http.generateEtags = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.responseBufferSize = OUTPUT_BUFFER_BYTES;
        config.router.javaLangErrorHandler(ProblemAnswers::fatal);
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(http -> limit(http, settings));
        config.jetty.addConnector((server, http) -> connector(server, http, settings));
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new JettyProblems()));
        config.jetty.modifyServer(server -> {
            server.insertHandler(new GracefulHandler());
            server.setErrorHandler(new JettyProblems());
            // One request a connection: this bounds the queue of the thread pool, which itself must not be bounded.
            server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
            server.setStopTimeout(settings.stopTimeout().toMillis());
        });
    }

    private static void limit(HttpConfiguration http, HttpSettings settings) {
        http.setRequestHeaderSize(settings.maxHeaderBytes());
        http.setResponseHeaderSize(MAX_ANSWER_HEADER_BYTES);
        http.setOutputBufferSize(OUTPUT_BUFFER_BYTES);
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.setSendServerVersion(false);
    }

    private static Connector connector(Server server, HttpConfiguration http, HttpSettings settings) {
        HttpConnectionFactory connections = new HttpConnectionFactory(http);
        connections.setInputBufferSize(INPUT_BUFFER_BYTES);
        ServerConnector connector = new ServerConnector(server, connections);
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        connector.setAcceptQueueSize(MAX_WAITING_CONNECTIONS);
        connector.setReuseAddress(true);
        return connector;
    }

    /** Nothing decodes such a query alike, so nobody gets to guess. */
    private static void refuseBrokenQuery(String query) {
        if (query != null && BROKEN_ESCAPE.matcher(query).find()) {
            throw ProblemException.of(
                    ErrorCode.INVALID_REQUEST,
                    "In the query, % must be followed by two hexadecimal digits; write % itself as %25");
        }
    }

    private static void operations(Routes routes, Metrics metrics, Health health) {
        routes.get("/healthz", request -> Routes.json(request, 200, Map.of("status", "ok")));
        routes.get("/readyz", request -> {
            Health.Readiness readiness = health.readiness();
            request.header("Cache-Control", "no-store");
            Routes.json(request, readiness.isReady() ? 200 : 503, readiness);
        });
        routes.get(
                "/metrics", request -> request.contentType(Metrics.MEDIA_TYPE).result(metrics.scrape()));
    }

    private static void finish(Metrics metrics, Context request, float milliseconds) {
        String method = request.req().getMethod();
        Optional<Endpoint> endpoint = Optional.ofNullable(request.endpoints().lastHttpEndpoint());
        metrics.request(
                endpoint.map(matched -> matched.method.name()).orElse("other"),
                endpoint.map(matched -> matched.path).orElse("unmatched"),
                request.statusCode(),
                Duration.ofNanos((long) (milliseconds * 1e6)));
        ACCESS.debug("{} {} {} {} ms", method, request.path(), request.statusCode(), milliseconds);
        RequestIds.end();
    }

    /** The port that is really bound. */
    public int port() {
        return javalin.port();
    }

    /** Where it answers. */
    public URI address() {
        return URI.create("http://" + host + ":" + port());
    }

    /** Every route as {@code GET /healthz}, for comparison with the description of the interface. */
    public List<String> declared() {
        return declared;
    }

    /** Answers not ready, takes no more requests, lets those in flight end within the stop timeout. */
    @Override
    public void close() {
        health.stopping();
        javalin.stop();
        health.close();
    }

    /**
     * Closes the server and then {@code others}, in that order, when the process is asked to end (SIGTERM, SIGINT);
     * failures are logged.
     */
    public void closeAtShutdown(AutoCloseable... others) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            closeQuietly(this);
                            for (AutoCloseable other : others) {
                                closeQuietly(other);
                            }
                        },
                        "shutdown"));
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.warn("Did not close cleanly: {}", closeable.getClass().getSimpleName(), e);
        }
    }
}
