package dev.darkroom.flink.stream;

import dev.darkroom.core.error.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sets records aside from within a sink, where Flink offers no side output. Connects with its first record, because
 * most processes never need it. Safe for threads.
 */
public final class DeadLetters implements AutoCloseable {
    /** Where records end that no job can use, whole, with the reason and their origin as headers. */
    public static final String TOPIC = "photos.dead-letter.v1";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String bootstrapServers;
    private KafkaProducer<byte[], byte[]> producer;

    public DeadLetters(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Makes sure that the topic exists, which no service but these jobs knows.
     *
     * @throws UnavailableException when Kafka does not answer or refuses
     */
    public static void ensureTopic(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.empty(), Optional.empty())))
                    .all()
                    .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new UnavailableException(
                        "Cannot make topic " + TOPIC + " at " + bootstrapServers + "; check that Kafka runs there", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Interrupted while making topic " + TOPIC, e);
        }
    }

    /** Publishes {@code record}; the future ends when it is durable, or with Kafka's error. */
    public CompletableFuture<Void> send(OutRecord record) {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        Future<RecordMetadata> unused = producer().send(OutRecordSchema.producerRecord(record), (where, error) -> {
            if (error == null) {
                durable.complete(null);
            } else {
                durable.completeExceptionally(error);
            }
        });
        return durable;
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            Properties properties = new Properties();
            properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
            properties.put(ProducerConfig.ACKS_CONFIG, "all");
            properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "20000");
            properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(4 << 20));
            producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close();
        }
    }
}
