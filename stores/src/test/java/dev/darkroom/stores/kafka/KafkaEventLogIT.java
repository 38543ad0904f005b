package dev.darkroom.stores.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.EventCodec;
import dev.darkroom.core.event.EventMessage;
import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.event.Topic;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.port.EventLog;
import dev.darkroom.core.port.EventLogContract;
import dev.darkroom.stores.LocalStores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The contract, and what only Kafka has: transactions, topics. */
final class KafkaEventLogIT extends EventLogContract {
    private static final String KAFKA = LocalStores.config().kafka();

    @Override
    protected EventLog open() {
        return new KafkaEventLog(KAFKA);
    }

    @Override
    protected EventLog openAway() {
        String kafka = LocalStores.away().kafka();
        Map<String, Object> impatient = new HashMap<>(KafkaSettings.producer(kafka));
        impatient.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        return new KafkaEventLog(kafka, impatient);
    }

    @Override
    protected void spoil(Topic topic) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(KafkaSettings.producer(KAFKA))) {
            producer.send(new ProducerRecord<>(topic.topicName(), "no event".getBytes(UTF_8)))
                    .get();
            producer.send(new ProducerRecord<>(topic.topicName(), null)).get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void replayShowsOnlyCommittedTransactionsAndEndsBehindAnAbortedOne() {
        UserId owner = new UserId("contract-" + UUID.randomUUID());
        Event committed = changed(owner, "committed");
        Event aborted = changed(owner, "aborted");
        Map<String, Object> settings = new HashMap<>(KafkaSettings.producer(KAFKA));
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, owner.value());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings);
                EventLog log = open()) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, committed);
            producer.commitTransaction();
            producer.beginTransaction();
            send(producer, aborted);
            producer.flush();
            producer.abortTransaction();

            List<Event> own = new ArrayList<>();
            log.replay(Topic.CHANGED, event -> {
                if (event.owner().equals(owner)) {
                    own.add(event);
                }
            });
            assertThat(own).containsExactly(committed);
        }
    }

    @Test
    void topicsAreMadeOnce() {
        assertThat(KafkaTopics.ensure(KAFKA, KafkaTopics.Plan.DEFAULT)).isEmpty();
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, Event event) {
        EventMessage message = EventCodec.encode(event);
        var unused = producer.send(
                new ProducerRecord<>(event.topic().topicName(), message.key().getBytes(UTF_8), message.value()));
    }

    private static Event changed(UserId owner, String seed) {
        return PhotoChanged.deleted(owner, Photos.upload(owner, seed).id(), 2, Instant.parse("2026-01-01T00:00:00Z"));
    }
}
