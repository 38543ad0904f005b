package dev.darkroom.stores.kafka;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.event.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that are not there yet; those that are keep their settings. */
public final class KafkaTopics {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private KafkaTopics() {}

    /**
     * How a topic is made. Replication is the broker's default, which its operator knows better.
     *
     * @param partitions 1 to 1,000; cannot be changed later without mixing up the order of a photo's events
     * @param retention how long events are kept
     */
    public record Plan(int partitions, Duration retention) {
        /** Four partitions, a week. */
        public static final Plan DEFAULT = new Plan(4, Duration.ofDays(7));

        public Plan {
            if (partitions < 1 || partitions > 1_000) {
                throw new IllegalArgumentException("A topic can have 1 to 1000 partitions, not " + partitions);
            }
            if (retention.compareTo(Duration.ofMinutes(1)) < 0) {
                throw new IllegalArgumentException("Events must be kept for at least a minute, not " + retention);
            }
        }
    }

    /**
     * Makes sure that every {@link Topic} exists.
     *
     * @return those it had to make
     * @throws UnavailableException when Kafka does not answer or refuses
     */
    public static List<String> ensure(String bootstrapServers, Plan plan) {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis() / 2))) {
            Set<String> present = admin.listTopics().names().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            List<String> missing = Arrays.stream(Topic.values())
                    .map(Topic::topicName)
                    .filter(name -> !present.contains(name))
                    .toList();
            create(admin, missing, plan);
            return missing;
        } catch (ExecutionException | TimeoutException e) {
            throw new UnavailableException(
                    "Cannot make topics at " + bootstrapServers + ": " + KafkaEventLog.reason(e)
                            + "; check that Kafka runs there",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Interrupted while making topics", e);
        }
    }

    private static void create(Admin admin, List<String> names, Plan plan)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, String> settings = Map.of(
                TopicConfig.RETENTION_MS_CONFIG, Long.toString(plan.retention().toMillis()));
        try {
            admin.createTopics(names.stream()
                            .map(name -> new NewTopic(name, Optional.of(plan.partitions()), Optional.empty())
                                    .configs(settings))
                            .toList())
                    .all()
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            // Made by somebody else in this very moment: whoever is second finds what he wanted.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
