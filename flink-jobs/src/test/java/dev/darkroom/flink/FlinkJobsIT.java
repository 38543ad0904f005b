package dev.darkroom.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.PhotoChanged;
import dev.darkroom.core.event.PhotoUploaded;
import dev.darkroom.core.event.Topic;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.port.SearchQuery;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.flink.it.FlinkChild;
import dev.darkroom.flink.it.TestArchive;
import dev.darkroom.flink.stream.DeadLetters;
import dev.darkroom.imaging.look.LookDefinition;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Components;
import dev.darkroom.local.stack.LocalStack;
import dev.darkroom.local.stack.SharedStack;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Both jobs as one process against every real store, through crashes of both sides. */
final class FlinkJobsIT {
    private static final LookDefinition LOOK = LookDefinition.DEFAULT;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static Map<String, String> environment;
    private static Stores stores;
    private static TestArchive archive;
    private static FlinkChild flink;
    private static Path log;

    private final UserId ada = new UserId("ada-" + UUID.randomUUID());

    @BeforeAll
    static void start() throws IOException, StackException {
        environment = SharedStack.get();
        stores = Stores.open(StoresConfig.from(environment));
        stores.transforms().adopt(LOOK.id(), TransformInput.PROXY, LOOK.text(), "test");
        archive = new TestArchive(stores);
        log = Files.createDirectories(Path.of("target")).resolve("flink-child.log");
        Files.deleteIfExists(log);
        flink = FlinkChild.start(environment, log);
    }

    @AfterAll
    static void stop() {
        if (flink != null) {
            flink.close();
            stores.close();
        }
    }

    @Test
    void everyPhotoBecomesSearchableOrIsRejectedWithAReason() throws IOException {
        List<PhotoUploaded> uploads = new ArrayList<>();
        for (Path file : TestArchive.photos(".")) {
            uploads.add(archive.upload(ada, file.getFileName().toString(), Files.readAllBytes(file)));
        }

        List<Photo> settled = awaitSettled(uploads);
        List<Photo> completed = withStatus(settled, PhotoStatus.COMPLETED);
        List<Photo> failed = withStatus(settled, PhotoStatus.FAILED);

        assertThat(completed).hasSizeGreaterThan(60);
        awaitSearchable(completed);
        assertThat(completed)
                .allSatisfy(photo ->
                        assertThat(photo.developed().orElseThrow().renditions()).hasSize(4));
        assertThat(photosOf(archive.events(Topic.DERIVED, ada))).containsExactlyInAnyOrderElementsOf(idsOf(completed));
        assertThat(photosOf(archive.events(Topic.REJECTED, ada))).containsExactlyInAnyOrderElementsOf(idsOf(failed));
        System.out.println("Completed " + completed.size() + ", rejected: "
                + failed.stream()
                        .map(photo -> photo.upload().fileName() + " "
                                + photo.rejection().orElseThrow().reason().code())
                        .toList());
    }

    @Test
    void killedHalfWayItLosesNothingAndRepeatsNothing() throws IOException, InterruptedException, StackException {
        Path sample = TestArchive.photos("exif-samples/gps").get(0);
        List<PhotoUploaded> uploads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            uploads.add(archive.upload(ada, "harbour-" + i + ".jpg", TestArchive.variant(sample, i)));
            if (i == 30 || i == 70) {
                int enough = i / 2;
                await().atMost(PATIENCE).until(() -> archive.settled(uploads).size() >= enough);
                flink.kill();
                flink = FlinkChild.start(environment, log);
            }
        }

        List<Photo> settled = awaitSettled(uploads);

        assertThat(settled).allMatch(photo -> photo.status() == PhotoStatus.COMPLETED);
        awaitSearchable(settled);
        assertThat(photosOf(archive.events(Topic.DERIVED, ada)))
                .as("one derived event each, for a reader of committed records")
                .containsExactlyInAnyOrderElementsOf(idsOf(settled));
        assertThat(Files.readString(log)).contains("resumes from s3://flink/checkpoints/develop/");
        System.out.println(
                "Resident after the photos: " + flink.residentMegabytes().map(mb -> mb + " MB"));
    }

    @Test
    void killedDecodersLoseNoPhoto() throws IOException {
        Path sample = TestArchive.photos("cameras").get(0);
        List<PhotoUploaded> uploads = new ArrayList<>();
        // One death for each wave: who were in hand at two, as when the spare ones die as well, would rightly be
        // rejected.
        for (int wave = 0; wave < 4; wave++) {
            await().atMost(PATIENCE)
                    .until(() -> flink.decoders().size() > Runtime.getRuntime().availableProcessors());
            List<ProcessHandle> standing = flink.decoders();
            CompletableFuture<Boolean> killed = CompletableFuture.supplyAsync(
                    () -> FlinkChild.busy(standing, PATIENCE).destroyForcibly());
            for (int i = 0; i < 10; i++) {
                uploads.add(archive.upload(
                        ada, "on-thin-ice-" + wave + "-" + i + ".jpg", TestArchive.variant(sample, 10 * wave + i)));
            }
            assertThat(killed.join()).isTrue();
            assertThat(awaitSettled(uploads)).allMatch(photo -> photo.status() == PhotoStatus.COMPLETED);
        }

        assertThat(flink.isAlive()).isTrue();
        await().atMost(PATIENCE)
                .until(() -> flink.decoders().size() > Runtime.getRuntime().availableProcessors());
        assertThat(Files.readString(log)).contains("A decoder process died over");
    }

    @Test
    void poisonStopsNeitherStreamAndIsKept() throws IOException, ExecutionException, InterruptedException {
        byte[] poison = ("no event " + UUID.randomUUID()).getBytes(UTF_8);
        int sent = 0;
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Topic topic : List.of(Topic.UPLOADED, Topic.DERIVED, Topic.CHANGED)) {
                for (PartitionInfo partition : producer.partitionsFor(topic.topicName())) {
                    producer.send(new ProducerRecord<>(topic.topicName(), partition.partition(), null, poison))
                            .get();
                    producer.send(new ProducerRecord<>(topic.topicName(), partition.partition(), null, null))
                            .get();
                    sent++;
                }
            }
        }

        Path sample = TestArchive.photos("exif-samples/gps").get(1);
        List<PhotoUploaded> uploads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            uploads.add(archive.upload(ada, "after-poison-" + i + ".jpg", TestArchive.variant(sample, i)));
        }

        awaitSearchable(awaitSettled(uploads));
        assertThat(deadLetters(poison, sent))
                .as("dead letters with their reason")
                .hasSize(sent)
                .allMatch(record -> {
                    byte[] reason =
                            record.headers().lastHeader("dead_letter_reason").value();
                    return new String(reason, UTF_8).startsWith("undecodable: ");
                });
    }

    @Test
    void aDeletedPhotoLeavesTheIndexAndALateEventDoesNotBringItBack() throws IOException {
        byte[] sample =
                Files.readAllBytes(TestArchive.photos("exif-samples/gps").get(2));
        PhotoUploaded uploaded = archive.upload(ada, "short-lived.jpg", sample);
        awaitSearchable(awaitSettled(List.of(uploaded)));

        Photo deleted = stores.catalog().delete(ada, uploaded.photo()).orElseThrow();
        stores.events().publish(PhotoChanged.deleted(ada, uploaded.photo(), deleted.version(), Instant.now()));
        Event late = archive.events(Topic.DERIVED, ada).get(0);
        stores.events().publish(late);

        await().atMost(PATIENCE).until(() -> searchable().isEmpty());
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(20))
                .until(() -> searchable().isEmpty() && !isFoundByItsLook(uploaded.photo()));
    }

    @Test
    void catchesUpWhenTheIndexWasAway() throws IOException, StackException, InterruptedException {
        Path sample = TestArchive.photos("exif-samples/gps").get(3);
        LocalStack stack = LocalStack.in(Path.of(environment.get("DARKROOM_DATA")));
        stack.kill("elasticsearch");
        List<PhotoUploaded> uploads = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                uploads.add(archive.upload(ada, "meanwhile-" + i + ".jpg", TestArchive.variant(sample, i)));
            }
            awaitSettled(uploads);
        } finally {
            stack.start(Components.INFRA);
        }

        awaitSearchable(awaitSettled(uploads));
        assertThat(flink.isAlive()).isTrue();
    }

    private static Map<String, Object> client() {
        return Map.of(
                "bootstrap.servers",
                StoresConfig.from(environment).kafka(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest");
    }

    /** The dead letters with this value, once there are {@code expected} of them. */
    private static List<ConsumerRecord<byte[], byte[]>> deadLetters(byte[] value, int expected) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(DeadLetters.TOPIC).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            await().atMost(PATIENCE).pollInSameThread().until(() -> {
                consumer.poll(Duration.ofMillis(500)).forEach(record -> {
                    if (Arrays.equals(record.value(), value)) {
                        found.add(record);
                    }
                });
                return found.size() >= expected;
            });
        }
        return found;
    }

    private List<Photo> awaitSettled(List<PhotoUploaded> uploads) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> archive.settled(uploads).size()
                        == uploads.stream().map(PhotoUploaded::photo).distinct().count());
        return archive.settled(uploads);
    }

    private void awaitSearchable(List<Photo> photos) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(searchable())
                        .containsExactlyInAnyOrderElementsOf(idsOf(photos))
                        .allMatch(this::isFoundByItsLook));
    }

    private boolean isFoundByItsLook(PhotoId photo) {
        return stores.features().find(LOOK.id(), ada, photo).isPresent();
    }

    private List<PhotoId> searchable() {
        return stores.index().search(SearchQuery.all(ada, 200)).hits();
    }

    private static List<Photo> withStatus(List<Photo> photos, PhotoStatus status) {
        return photos.stream().filter(photo -> photo.status() == status).toList();
    }

    private static List<PhotoId> idsOf(List<Photo> photos) {
        return photos.stream().map(Photo::id).toList();
    }

    private static List<PhotoId> photosOf(List<Event> events) {
        return events.stream().map(event -> PhotoId.parse(event.key())).toList();
    }
}
