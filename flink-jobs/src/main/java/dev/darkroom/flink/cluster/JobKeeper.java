package dev.darkroom.flink.cluster;

import dev.darkroom.flink.stream.KafkaEnds;
import dev.darkroom.flink.stream.StreamJob;
import dev.darkroom.flink.stream.StreamOptions;
import dev.darkroom.flink.stream.StreamSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one job running: starts it from its newest usable checkpoint, an older one when that fails, and from the
 * committed offsets when none is left; starts it again should it ever end. Which one it is changes only how much is
 * done twice.
 */
public final class JobKeeper implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(JobKeeper.class);
    private static final int KEPT_RUNS = 3;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final LocalCluster cluster;
    private final StreamJob job;
    private final StreamOptions options;
    private final Clock clock;

    public JobKeeper(LocalCluster cluster, StreamJob job, StreamOptions options, Clock clock) {
        this.cluster = cluster;
        this.job = job;
        this.options = options;
        this.clock = clock;
    }

    /** Works until its thread is interrupted. */
    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    JobResult result = cluster.flink().requestJobResult(start()).get();
                    LOG.error(
                            "Job {} ended, starting it again: {}",
                            job.name(),
                            result.getSerializedThrowable()
                                    .map(Throwable::toString)
                                    .orElse("no error was given"));
                } catch (IOException | ExecutionException | RuntimeException e) {
                    LOG.error("Job {} could not be started, trying again: {}", job.name(), e.toString());
                }
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            LOG.info("Job {} is no longer kept", job.name());
        }
    }

    private JobID start() throws IOException, ExecutionException, InterruptedException {
        RetainedCheckpoints checkpoints = new RetainedCheckpoints(options.checkpoints(job.name()));
        checkpoints.prune(KEPT_RUNS);
        for (RetainedCheckpoints.Retained candidate : resumable(checkpoints.newestFirst())) {
            Optional<JobID> started = submit(
                    SavepointRestoreSettings.forPath(candidate.path().toString(), false, RecoveryClaimMode.NO_CLAIM));
            if (started.isPresent()) {
                LOG.info("Job {} resumes from {} of {}", job.name(), candidate.path(), candidate.completedAt());
                return started.get();
            }
            LOG.error("Job {} cannot resume from {}, trying an older one", job.name(), candidate.path());
        }
        LOG.warn("Job {} has no checkpoint to resume from: it starts at the committed offsets", job.name());
        return submit(SavepointRestoreSettings.none())
                .orElseThrow(() -> new IOException("Job " + job.name() + " failed while it was starting"));
    }

    /**
     * The broker may have rolled back what a long-gone run had prepared with its last checkpoint and not yet committed:
     * then the checkpoint before it, which publishes those events again.
     */
    private List<RetainedCheckpoints.Retained> resumable(List<RetainedCheckpoints.Retained> newestFirst) {
        List<RetainedCheckpoints.Retained> candidates = new ArrayList<>(newestFirst);
        if (!candidates.isEmpty()
                && candidates.get(0).completedAt().isBefore(clock.instant().minus(KafkaEnds.TRANSACTION_TIMEOUT))) {
            candidates.remove(0);
        }
        return candidates;
    }

    /** Submits the job; empty when it failed before it began, as it does when its state does not fit. */
    private Optional<JobID> submit(SavepointRestoreSettings from) throws ExecutionException, InterruptedException {
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment();
        StreamSettings.apply(environment, job.name(), options);
        job.define(environment);
        StreamGraph stream = environment.getStreamGraph();
        stream.setJobName(job.name());
        JobGraph graph = stream.getJobGraph();
        graph.setSavepointRestoreSettings(from);
        cluster.flink().submitJob(graph).get();
        JobStatus status = JobStatus.INITIALIZING;
        while (status == JobStatus.INITIALIZING || status == JobStatus.CREATED) {
            Thread.sleep(POLL.toMillis());
            status = cluster.flink().getJobStatus(graph.getJobID()).get();
        }
        return status.isGloballyTerminalState() ? Optional.empty() : Optional.of(graph.getJobID());
    }
}
