package dev.darkroom.stores.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.HealthStatus;
import co.elastic.clients.elasticsearch.cluster.HealthResponse;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransport;
import co.elastic.clients.transport.rest_client.RestClientOptions;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import dev.darkroom.core.error.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/** How this house talks to Elasticsearch: bounded connections and waits, one transport for both kinds of client. */
final class ElasticsearchConnection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 10_000;
    private static final int MAX_CONNECTIONS = 32;
    private static final Duration CHECK_LIMIT = Duration.ofMillis(1_500);

    private final URI uri;
    private final ElasticsearchTransport transport;

    ElasticsearchConnection(URI uri) {
        this.uri = uri;
        int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 9200;
        RestClientBuilder builder = RestClient.builder(new HttpHost(uri.getHost(), port, uri.getScheme()))
                .setRequestConfigCallback(config -> config.setConnectTimeout(CONNECT_MILLIS)
                        .setSocketTimeout(ANSWER_MILLIS)
                        .setConnectionRequestTimeout(ANSWER_MILLIS))
                .setHttpClientConfigCallback(http -> http.setMaxConnTotal(MAX_CONNECTIONS)
                        .setMaxConnPerRoute(MAX_CONNECTIONS)
                        .setThreadFactory(ElasticsearchConnection::thread));
        if (uri.getUserInfo() != null) {
            String basic = Base64.getEncoder().encodeToString(uri.getUserInfo().getBytes(UTF_8));
            builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", "Basic " + basic)});
        }
        this.transport = new RestClientTransport(builder.build(), new JacksonJsonpMapper());
    }

    /** A process that ends by an error must not be kept alive by its search client. */
    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "darkroom-elasticsearch");
        thread.setDaemon(true);
        return thread;
    }

    ElasticsearchClient client() {
        return new ElasticsearchClient(transport);
    }

    ElasticsearchAsyncClient async() {
        return new ElasticsearchAsyncClient(transport);
    }

    /** Asks for the health of the indices {@code names}, and does not wait long for it. */
    void check(String names) {
        HealthResponse health = calling(
                "tell its health",
                () -> impatient(CHECK_LIMIT)
                        .cluster()
                        .health(request -> request.index(names)
                                .timeout(wait -> wait.time("1s"))
                                .waitForStatus(HealthStatus.Yellow)));
        if (health.timedOut()) {
            throw unavailable(
                    "serve " + names, "index health is " + health.status().jsonValue(), null);
        }
    }

    /** A client for one question that must be answered, or given up, within {@code limit}. */
    private ElasticsearchClient impatient(Duration limit) {
        int millis = (int) limit.toMillis();
        RequestConfig config = RequestConfig.custom()
                .setConnectTimeout(millis)
                .setSocketTimeout(millis)
                .setConnectionRequestTimeout(millis)
                .build();
        RequestOptions.Builder options = RequestOptions.DEFAULT.toBuilder().setRequestConfig(config);
        return new ElasticsearchClient(transport, new RestClientOptions.Builder(options).build());
    }

    /** A call of the client. */
    interface Call<T> {
        T run() throws IOException;
    }

    <T> T calling(String what, Call<T> call) {
        try {
            return call.run();
        } catch (IOException | ElasticsearchException e) {
            throw unavailable(what, e.getMessage(), e);
        }
    }

    UnavailableException unavailable(String what, String reason, Exception cause) {
        return new UnavailableException(
                "Elasticsearch could not " + what + ": " + reason + "; check that it runs at " + uri.getHost() + ":"
                        + uri.getPort() + " and was provisioned",
                cause);
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the connection to Elasticsearch", e);
        }
    }
}
