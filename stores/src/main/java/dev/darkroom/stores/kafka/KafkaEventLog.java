package dev.darkroom.stores.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.EventCodec;
import dev.darkroom.core.event.EventMessage;
import dev.darkroom.core.event.Topic;
import dev.darkroom.core.port.EventLog;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The event log in Kafka: one idempotent producer that waits for every in-sync replica. Records are keyed by photo id,
 * so that one photo's events share a partition and keep their order.
 */
public final class KafkaEventLog implements EventLog {
    private static final long CHECK_MILLIS = 2_000;
    private static final long CLOSE_MILLIS = 5_000;

    private final String bootstrapServers;
    private final Lazily<Producer<byte[], byte[]>> producer;
    private final Lazily<Admin> admin;
    private final OfferQueue offers;

    public KafkaEventLog(String bootstrapServers) {
        this(bootstrapServers, KafkaSettings.producer(bootstrapServers));
    }

    KafkaEventLog(String bootstrapServers, Map<String, Object> producer) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new Lazily<>(() -> new KafkaProducer<>(producer));
        this.admin = new Lazily<>(() -> Admin.create(KafkaSettings.admin(bootstrapServers)));
        this.offers = new OfferQueue(this::sendOffered);
    }

    @Override
    public void publish(Event event) {
        try {
            // Waits without a limit of its own: the producer gives up after its delivery timeout.
            producer.get().send(toRecord(event)).get();
        } catch (ExecutionException | KafkaException | IllegalStateException e) {
            throw new UnavailableException(
                    "Kafka did not confirm " + event.topic().topicName() + " for " + event.key() + ": " + reason(e)
                            + "; check that it runs at " + bootstrapServers,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Interrupted while publishing for " + event.key(), e);
        }
    }

    @Override
    public void offer(Event event) {
        offers.add(event);
    }

    private void sendOffered(Event event) {
        Future<RecordMetadata> unused = producer.get().send(toRecord(event), (metadata, failure) -> {
            if (failure != null) {
                offers.failed(failure);
            }
        });
    }

    @Override
    public long lost() {
        return offers.lost();
    }

    @Override
    public long replay(Topic topic, Consumer<Event> consumer) {
        return new KafkaReplay(bootstrapServers).read(topic, consumer);
    }

    @Override
    public void check() {
        List<String> topics =
                Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        try {
            admin.get().describeTopics(topics).allTopicNames().get(CHECK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new UnavailableException(
                    "Kafka does not describe the topics: " + reason(e) + "; check that it runs at " + bootstrapServers
                            + " and was provisioned",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Interrupted while checking Kafka", e);
        }
    }

    /** Waits a few seconds for what was offered, then lets go. */
    @Override
    public void close() {
        offers.close();
        producer.close(open -> open.close(Duration.ofMillis(CLOSE_MILLIS)));
        admin.close(open -> open.close(Duration.ofMillis(CHECK_MILLIS)));
    }

    static String reason(Exception e) {
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }

    private static ProducerRecord<byte[], byte[]> toRecord(Event event) {
        EventMessage message = EventCodec.encode(event);
        RecordHeaders headers = new RecordHeaders();
        message.headers().forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        return new ProducerRecord<>(
                event.topic().topicName(), null, message.key().getBytes(UTF_8), message.value(), headers);
    }
}
