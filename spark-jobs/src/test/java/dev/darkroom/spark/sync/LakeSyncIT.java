package dev.darkroom.spark.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.event.PhotoDerived;
import dev.darkroom.core.event.PhotoRejected;
import dev.darkroom.core.event.PhotoUploaded;
import dev.darkroom.core.event.Topic;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.spark.it.TestLake;
import dev.darkroom.spark.lake.Lake;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events of real Kafka in the real lake: each once, in the order of versions, and nothing of a deleted photo. */
final class LakeSyncIT {
    private static final String RENDITIONS = Photos.RENDITIONS.toString();
    private static final String METADATA = Photos.METADATA.toString();

    private static TestLake lake;

    private final UserId ada = new UserId("ada-" + UUID.randomUUID());
    private final Upload harbour = Photos.upload(ada, "harbour");

    @BeforeAll
    static void bringUpToDate() {
        lake = TestLake.open();
        sync();
    }

    @Test
    void everyKindOfEventReachesItsTablesAndRunningAgainWritesNothing() {
        Upload torn = Photos.upload(ada, "torn");
        Photo tagged = Photos.completed(harbour, 3, Photos.richMetadata());
        publish(
                new PhotoUploaded(harbour, 1),
                derived(harbour, 2),
                PhotoChanged.updated(tagged, Instant.now()),
                new PhotoUploaded(torn, 1),
                new PhotoRejected(Photos.failed(torn, 2), Instant.now()));

        LakeSyncResult result = sync();

        assertThat(result.events()).isEqualTo(5);
        assertThat(result.undecodable()).isZero();
        Row row = lake.photo(harbour.id()).orElseThrow();
        assertThat(row.<Long>getAs("version")).isEqualTo(3);
        assertThat(row.<String>getAs("status")).isEqualTo("completed");
        assertThat(row.<String>getAs("camera")).isEqualTo("Canon EOS 450D");
        assertThat(row.<String>getAs("user_id")).isEqualTo(ada.value());
        assertThat(lake.ledger(harbour.id())).containsExactly(METADATA + " done 2", RENDITIONS + " done 2");
        assertThat(lake.photo(torn.id()).orElseThrow().<String>getAs("rejection_reason"))
                .isEqualTo("truncated");
        assertThat(lake.ledger(torn.id())).containsExactly(RENDITIONS + " failed 2");

        long photos = lake.snapshot(Lake.PHOTOS);
        long ledger = lake.snapshot(Lake.DERIVATIONS);
        LakeSyncResult again = sync();
        assertThat(again.events()).isZero();
        assertThat(lake.snapshot(Lake.PHOTOS)).isEqualTo(photos);
        assertThat(lake.snapshot(Lake.DERIVATIONS)).isEqualTo(ledger);
    }

    @Test
    void repeatedAndLateEventsChangeNothing() {
        publish(
                new PhotoUploaded(harbour, 1),
                derived(harbour, 2),
                PhotoChanged.updated(Photos.completed(harbour, 3, PhotoMetadata.NONE), Instant.now()));
        sync();
        Row row = lake.photo(harbour.id()).orElseThrow();

        publish(derived(harbour, 2), new PhotoUploaded(harbour, 1), derived(harbour, 2));

        assertThat(sync().events()).isEqualTo(3);
        assertThat(lake.photo(harbour.id())).contains(row);
        assertThat(lake.ledger(harbour.id())).containsExactly(METADATA + " done 2", RENDITIONS + " done 2");
    }

    @Test
    void recordsThatAreNoEventsAreCountedOnceAndPassedOver() throws ExecutionException, InterruptedException {
        String topic = Topic.DERIVED.topicName();
        send(new ProducerRecord<>(topic, "no event".getBytes(UTF_8)));
        send(new ProducerRecord<>(topic, "key".getBytes(UTF_8), null));
        publish(derived(harbour, 2));

        LakeSyncResult result = sync();

        assertThat(result.undecodable()).isEqualTo(2);
        assertThat(result.events()).isEqualTo(1);
        assertThat(lake.ledger(harbour.id())).hasSize(2);
        assertThat(sync().undecodable()).isZero();
    }

    @Test
    void nothingButRecordsThatAreNoEventsIsReadOnce() throws ExecutionException, InterruptedException {
        send(new ProducerRecord<>(Topic.CHANGED.topicName(), new byte[] {1}));

        assertThat(sync().undecodable()).isEqualTo(1);
        assertThat(sync().undecodable()).isZero();
    }

    @Test
    void whatKafkaDroppedBeforeItWasReadIsReportedOnceAsAGap() throws ExecutionException, InterruptedException {
        Upload lost = Photos.upload(ada, "lost");
        byte[] key = lost.id().toString().getBytes(UTF_8);
        RecordMetadata sent = send(new ProducerRecord<>(Topic.UPLOADED.topicName(), key, new byte[] {1}));
        TopicPartition partition = new TopicPartition(sent.topic(), sent.partition());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(sent.offset() + 1)))
                    .all()
                    .get();
        }
        publish(new PhotoUploaded(harbour, 1));

        LakeSyncResult result = sync();

        assertThat(result.gaps())
                .containsExactly(
                        partition + ": " + sent.offset() + ".." + sent.offset() + " expired before they were read");
        assertThat(lake.photo(harbour.id())).as("what is behind the gap").isPresent();
        assertThat(sync().gaps()).isEmpty();
    }

    @Test
    void aTableOfAnEarlierReleaseGetsItsNewColumnAndLosesWhatWasDeletedThen() {
        publish(derived(harbour, 2));
        sync();
        publish(PhotoChanged.deleted(ada, harbour.id(), 3, Instant.now()));
        KafkaOffsets kafka = KafkaOffsets.now(kafka());
        job().syncPhotos(kafka);
        // As if an earlier release had read the deletion: the ledger has its offsets and kept the entries.
        new SyncedTable(lake.spark(), Lake.DERIVATIONS)
                .write(() -> "DELETE FROM " + Lake.DERIVATIONS + " WHERE photo_id = 'nobody'", kafka.latest());
        lake.spark().sql("ALTER TABLE " + Lake.PHOTOS + " DROP COLUMN deleted_version");

        sync();

        assertThat(lake.ledger(harbour.id())).isEmpty();
        assertThat(lake.spark().table(Lake.PHOTOS).schema().fieldNames()).contains("deleted_version");
    }

    static LakeSyncResult sync() {
        return job().run();
    }

    private static LakeSyncJob job() {
        return new LakeSyncJob(lake.spark(), new LakeSyncOptions(lake.environment()));
    }

    private static void publish(Event... events) {
        List.of(events).forEach(lake.stores().events()::publish);
    }

    private static PhotoDerived derived(Upload upload, long version) {
        return new PhotoDerived(Photos.completed(upload, version, PhotoMetadata.NONE), Instant.now());
    }

    private static RecordMetadata send(ProducerRecord<byte[], byte[]> message)
            throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka()), new ByteArraySerializer(), new ByteArraySerializer())) {
            return producer.send(message).get();
        }
    }

    private static String kafka() {
        return lake.environment().get("DARKROOM_KAFKA");
    }
}
