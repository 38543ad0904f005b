package dev.darkroom.flink.cluster;

import dev.darkroom.stores.s3.S3Config;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;

/** The settings of the local cluster: one small JVM, reachable from this machine only, checkpoints on S3. */
final class ClusterSettings {
    private static final String LOCALHOST = "127.0.0.1";

    private ClusterSettings() {}

    static Configuration of(Map<String, String> environment, ClusterOptions options, S3Config s3) {
        Configuration settings = new Configuration();
        settings.set(RestOptions.BIND_ADDRESS, LOCALHOST);
        settings.set(RestOptions.ADDRESS, LOCALHOST);
        settings.set(RestOptions.PORT, options.port(environment));
        settings.set(RestOptions.BIND_PORT, Integer.toString(options.port(environment)));
        settings.set(RestOptions.SERVER_NUM_THREADS, 2);
        // The UI shows; it runs no code and stops no job, for it asks nobody who they are.
        settings.set(WebOptions.SUBMIT_ENABLE, false);
        settings.set(WebOptions.CANCEL_ENABLE, false);

        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(16));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(16));
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));

        settings.set(MetricOptions.REPORTERS_LIST, "prometheus");
        settings.setString("metrics.reporter.prometheus.factory.class", PrometheusReporterFactory.class.getName());
        settings.setString("metrics.reporter.prometheus.port", options.metricsPorts(environment));
        // Job, operator and instance tell every series of one small cluster apart; the rest made most of a scrape.
        settings.setString(
                "metrics.reporter.prometheus.scope.variables.excludes",
                "host;tm_id;job_id;task_id;task_name;task_attempt_id;task_attempt_num;operator_id");
        setS3(settings, s3);
        return settings;
    }

    private static void setS3(Configuration settings, S3Config s3) {
        settings.setString("s3.region", s3.region());
        s3.endpoint().ifPresent(endpoint -> {
            settings.setString("s3.endpoint", endpoint.toString());
            settings.setString("s3.path-style-access", "true");
        });
        s3.credentials().ifPresent(keys -> {
            settings.setString("s3.access-key", keys.accessKey());
            settings.setString("s3.secret-key", keys.secretKey());
        });
    }
}
