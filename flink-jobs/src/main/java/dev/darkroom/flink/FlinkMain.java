package dev.darkroom.flink;

import dev.darkroom.flink.cluster.ClusterOptions;
import dev.darkroom.flink.cluster.JobKeeper;
import dev.darkroom.flink.cluster.LocalCluster;
import dev.darkroom.flink.develop.DevelopJob;
import dev.darkroom.flink.develop.DevelopOptions;
import dev.darkroom.flink.index.IndexJob;
import dev.darkroom.flink.index.IndexOptions;
import dev.darkroom.flink.stream.DeadLetters;
import dev.darkroom.flink.stream.StreamCommand;
import dev.darkroom.flink.stream.StreamJob;
import dev.darkroom.flink.stream.StreamOptions;
import dev.darkroom.stores.StoresConfig;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The process that runs both jobs on one machine; the environment says where the stores are. */
@Command(
        name = "flink",
        mixinStandardHelpOptions = true,
        description = "Runs the develop and index jobs on a Flink of their own, until it is stopped.")
public final class FlinkMain implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(FlinkMain.class);

    @Mixin
    private ClusterOptions clusterOptions = new ClusterOptions();

    @Mixin
    private StreamOptions streamOptions = new StreamOptions();

    @Mixin
    private DevelopOptions developOptions = new DevelopOptions();

    @Mixin
    private IndexOptions indexOptions = new IndexOptions();

    private FlinkMain() {}

    /** Starts, and stays until a signal ends it. */
    public static void main(String[] arguments) {
        System.exit(StreamCommand.run(new FlinkMain(), arguments));
    }

    @Override
    public Integer call() throws Exception {
        Map<String, String> environment = System.getenv();
        DeadLetters.ensureTopic(StoresConfig.from(environment).kafka());
        List<StreamJob> jobs =
                List.of(DevelopJob.of(environment, developOptions), IndexJob.of(environment, indexOptions));
        try (LocalCluster cluster =
                LocalCluster.start(environment, clusterOptions, jobs.size() * streamOptions.parallelism())) {
            LOG.info("Flink answers at {}", cluster.address());
            List<Thread> keepers = jobs.stream()
                    .map(job -> new Thread(
                            new JobKeeper(cluster, job, streamOptions, Clock.systemUTC()), "keep-" + job.name()))
                    .toList();
            keepers.forEach(Thread::start);
            for (Thread keeper : keepers) {
                keeper.join();
            }
        }
        return 1;
    }
}
