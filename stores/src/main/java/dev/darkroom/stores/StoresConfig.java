package dev.darkroom.stores;

import dev.darkroom.stores.s3.S3Config;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where the stores are, as told by the environment; {@link Setting} lists the names.
 *
 * @param kafka bootstrap servers, {@code host:port}, separated by commas
 * @param spannerUrl JDBC URL, {@code jdbc:cloudspanner:...}
 * @param redis {@code redis://[user:password@]host:port[/database]}; a second s in the scheme asks for TLS
 * @param elasticsearch {@code http(s)://[user:password@]host:port}
 */
public record StoresConfig(
        S3Config s3,
        String photosBucket,
        String lakeBucket,
        String kafka,
        String spannerUrl,
        URI redis,
        URI elasticsearch) {
    /**
     * Reads the settings out of {@code environment}, usually {@code System.getenv()}.
     *
     * @throws IllegalArgumentException when one is missing or malformed; the message is for the person who starts the
     *     process
     */
    public static StoresConfig from(Map<String, String> environment) {
        Optional<String> accessKey = Setting.S3_ACCESS_KEY.in(environment);
        Optional<String> secretKey = Setting.S3_SECRET_KEY.in(environment);
        if (accessKey.isPresent() != secretKey.isPresent()) {
            throw new IllegalArgumentException("Set both " + Setting.S3_ACCESS_KEY.key() + " and "
                    + Setting.S3_SECRET_KEY.key() + ", or neither to use AWS's default credentials chain");
        }
        return new StoresConfig(
                new S3Config(
                        Setting.S3_ENDPOINT.uri(environment, "http", "https"),
                        Setting.S3_REGION.required(environment),
                        accessKey.map(key -> new S3Config.KeyPair(key, secretKey.orElseThrow()))),
                Setting.S3_BUCKET.in(environment).orElse("photos"),
                Setting.LAKE_BUCKET.in(environment).orElse("lake"),
                Setting.KAFKA.required(environment),
                Setting.SPANNER_URL.required(environment),
                Setting.REDIS.requiredUri(environment, "redis", "rediss"),
                Setting.ELASTICSEARCH.requiredUri(environment, "http", "https"));
    }

    /** Without what may hold passwords. */
    @Override
    public String toString() {
        return "StoresConfig[s3=" + s3 + ", photosBucket=" + photosBucket + ", lakeBucket=" + lakeBucket + ", kafka="
                + kafka + ", redis=" + redis.getHost() + ":" + redis.getPort() + ", elasticsearch="
                + elasticsearch.getHost() + ":" + elasticsearch.getPort() + "]";
    }
}
