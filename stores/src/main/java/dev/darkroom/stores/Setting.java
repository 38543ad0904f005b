package dev.darkroom.stores;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One environment variable that says where a store is. */
enum Setting {
    S3_ENDPOINT("DARKROOM_S3_ENDPOINT", "the S3 endpoint, http://host:port; leave it out on AWS"),
    S3_REGION("DARKROOM_S3_REGION", "the S3 region, such as us-east-1"),
    S3_ACCESS_KEY("DARKROOM_S3_ACCESS_KEY", "the S3 access key; leave it out to use AWS's default chain"),
    S3_SECRET_KEY("DARKROOM_S3_SECRET_KEY", "the S3 secret key; leave it out to use AWS's default chain"),
    S3_BUCKET("DARKROOM_S3_BUCKET", "the bucket of originals and renditions"),
    LAKE_BUCKET("DARKROOM_LAKE_BUCKET", "the bucket of the Iceberg warehouse"),
    KAFKA("DARKROOM_KAFKA", "Kafka's bootstrap servers, host:port, separated by commas"),
    SPANNER_URL("DARKROOM_SPANNER_URL", "Spanner's JDBC URL, jdbc:cloudspanner:..."),
    REDIS("DARKROOM_REDIS", "Redis, redis://host:port"),
    ELASTICSEARCH("DARKROOM_ELASTICSEARCH", "Elasticsearch, http://host:port");

    private final String key;
    private final String meaning;

    Setting(String key, String meaning) {
        this.key = key;
        this.meaning = meaning;
    }

    String key() {
        return key;
    }

    Optional<String> in(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    String required(Map<String, String> environment) {
        return in(environment)
                .orElseThrow(() -> new IllegalArgumentException("Setting " + key + " is missing: " + meaning
                        + ". Set it, or load the env file that ./darkroom up writes into its data directory"));
    }

    Optional<URI> uri(Map<String, String> environment, String... schemes) {
        return in(environment).map(value -> parse(value, List.of(schemes)));
    }

    URI requiredUri(Map<String, String> environment, String... schemes) {
        return parse(required(environment), List.of(schemes));
    }

    /** The value itself is not repeated when it fails: it may hold a password. */
    private URI parse(String value, List<String> schemes) {
        try {
            URI uri = URI.create(value);
            if (uri.getHost() != null && schemes.contains(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Setting " + key + " is not a URI; it should be " + meaning, e);
        }
        throw new IllegalArgumentException(
                "Setting " + key + " must be " + String.join(" or ", schemes) + "://host...; it is " + meaning);
    }
}
