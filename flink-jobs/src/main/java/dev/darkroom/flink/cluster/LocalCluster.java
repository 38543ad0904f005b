package dev.darkroom.flink.cluster;

import dev.darkroom.stores.StoresConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole Flink in this JVM, with its web UI. Safe for threads. */
public final class LocalCluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final MiniCluster cluster;
    private final URI address;

    private LocalCluster(MiniCluster cluster, URI address) {
        this.cluster = cluster;
        this.address = address;
    }

    /** Starts it with room for {@code slots} parallel instances in all. */
    public static LocalCluster start(Map<String, String> environment, ClusterOptions options, int slots)
            throws Exception {
        Configuration settings = ClusterSettings.of(
                environment, options, StoresConfig.from(environment).s3());
        FileSystem.initialize(settings, null);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .build());
        cluster.start();
        return new LocalCluster(cluster, cluster.getRestAddress().get());
    }

    /** Where the web UI and the REST API answer. */
    public URI address() {
        return address;
    }

    MiniCluster flink() {
        return cluster;
    }

    /** Stops its jobs, too; their checkpoints stay. */
    @Override
    public void close() {
        try {
            cluster.closeAsync().get(CLOSE_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Flink did not stop cleanly", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
