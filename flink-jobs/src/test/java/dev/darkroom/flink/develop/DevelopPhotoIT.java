package dev.darkroom.flink.develop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.event.Event;
import dev.darkroom.core.event.PhotoDerived;
import dev.darkroom.core.event.PhotoRejected;
import dev.darkroom.core.event.PhotoUploaded;
import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.CacheKeys;
import dev.darkroom.core.photo.MetadataField;
import dev.darkroom.core.photo.MetadataSource;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.port.Blob;
import dev.darkroom.core.transform.Transform;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.flink.it.TestArchive;
import dev.darkroom.imaging.DevelopedPhoto;
import dev.darkroom.imaging.Developer;
import dev.darkroom.imaging.Original;
import dev.darkroom.local.stack.SharedStack;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DevelopPhotoIT {
    private static final long MAX_BYTES = 20L << 20;

    private static Stores stores;
    private static Developer developer;
    private static TestArchive archive;
    private static ExecutorService uploads;

    private final UserId ada = new UserId("ada-" + UUID.randomUUID());
    private byte[] harbour;

    @BeforeAll
    static void open() throws RejectedException {
        stores = Stores.open(StoresConfig.from(SharedStack.get()));
        developer = Developer.load();
        archive = new TestArchive(stores);
        uploads = Executors.newFixedThreadPool(4);
    }

    @AfterAll
    static void close() {
        uploads.shutdownNow();
        stores.close();
    }

    @BeforeEach
    void readPhoto() throws IOException {
        harbour = Files.readAllBytes(TestArchive.photos("exif-samples/gps").get(0));
    }

    @Test
    void completesAPhotoAndStoresItsRenditions() {
        PhotoUploaded uploaded = archive.store(ada, "harbour.jpg", harbour);

        Optional<Event> event = develop(during(() -> {})).develop(uploaded);

        assertThat(event).get().isInstanceOfSatisfying(PhotoDerived.class, derived -> {
            assertThat(derived.snapshot())
                    .isEqualTo(stores.catalog().find(ada, uploaded.photo()).orElseThrow());
            assertThat(derived.snapshot().status()).isEqualTo(PhotoStatus.COMPLETED);
            assertThat(derived.snapshot().developed().orElseThrow().renditions())
                    .allSatisfy(rendition -> {
                        String key = ObjectKeys.rendition(developer.id(), ada, uploaded.photo(), rendition);
                        assertThat(stores.blobs().head(key)).get().satisfies(info -> {
                            assertThat(info.bytes()).isEqualTo(rendition.bytes());
                            assertThat(info.mediaType()).isEqualTo("image/jpeg");
                        });
                    });
        });
        assertThat(archive.renditions(uploaded)).hasSize(4);
    }

    @Test
    void readsTheSidecarAndKeepsTheOwnersTags() {
        PhotoUploaded uploaded = archive.store(ada, "harbour.jpg", harbour);
        PhotoDerived before =
                (PhotoDerived) develop(during(() -> {})).develop(uploaded).orElseThrow();
        stores.catalog().tag(ada, uploaded.photo(), List.of("mine"));
        byte[] xmp = ("<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
                        + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                        + "<rdf:Description rdf:about='' xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmp:Rating='4'/>"
                        + "</rdf:RDF></x:xmpmeta>")
                .getBytes(StandardCharsets.UTF_8);
        stores.blobs().put(ObjectKeys.sidecar(ada, uploaded.photo()), Blob.of(xmp, "application/rdf+xml"));
        Upload beside = uploaded.upload().withSidecar(ContentHash.of(xmp));
        Photo amended = stores.catalog().register(beside).photo();

        PhotoDerived after = (PhotoDerived) develop(during(() -> {}))
                .develop(new PhotoUploaded(beside, amended.version()))
                .orElseThrow();

        PhotoMetadata metadata = after.snapshot().developed().orElseThrow().metadata();
        assertThat(before.snapshot().developed().orElseThrow().metadata().rating())
                .isEmpty();
        assertThat(metadata.rating()).contains(4);
        assertThat(metadata.sources()).containsEntry(MetadataField.RATING, MetadataSource.SIDECAR);
        assertThat(metadata.placeName().orElseThrow().country()).isEqualTo("Italy");
        assertThat(after.snapshot().tags()).containsExactly("mine");
    }

    @Test
    void developingAgainChangesNothing() {
        PhotoUploaded uploaded = archive.store(ada, "harbour.jpg", harbour);
        DevelopPhoto develop = develop(during(() -> {}));

        PhotoDerived first = (PhotoDerived) develop.develop(uploaded).orElseThrow();
        PhotoDerived second = (PhotoDerived) develop.develop(uploaded).orElseThrow();

        assertThat(second.snapshot()).isEqualTo(first.snapshot());
    }

    @Test
    void dropsTheOldRowFromTheCache() {
        PhotoUploaded uploaded = archive.store(ada, "harbour.jpg", harbour);
        String key = CacheKeys.photo(ada, uploaded.photo());
        stores.cache().putIfNewer(key, uploaded.version(), new byte[] {1}, Duration.ofMinutes(5));

        develop(during(() -> {})).develop(uploaded);

        assertThat(stores.cache().get(key)).isEmpty();
    }

    @Test
    void rejectsAnOriginalWithOtherBytesThanWereUploaded() {
        PhotoUploaded uploaded = archive.store(ada, "harbour.jpg", harbour);
        byte[] damaged = harbour.clone();
        damaged[damaged.length / 2] ^= 1;
        stores.blobs().put(ObjectKeys.original(ada, uploaded.photo()), Blob.of(damaged, "image/jpeg"));

        assertRejected(
                uploaded, Reason.CHECKSUM_MISMATCH, develop(during(() -> {})).develop(uploaded));
        assertThat(archive.renditions(uploaded)).isEmpty();
    }

    @Test
    void rejectsAPhotoWhoseOriginalIsGoneWhileItsRowIsNot() {
        PhotoUploaded uploaded = archive.store(ada, "harbour.jpg", harbour);
        stores.blobs().deleteAll(List.of(ObjectKeys.original(ada, uploaded.photo())));

        assertRejected(
                uploaded, Reason.ORIGINAL_MISSING, develop(during(() -> {})).develop(uploaded));
    }

    @Test
    void rejectsAnOriginalThatIsTooLong() {
        PhotoUploaded uploaded = archive.store(ada, "harbour.jpg", harbour);

        assertRejected(
                uploaded,
                Reason.TOO_MANY_BYTES,
                develop(during(() -> {}), harbour.length - 1).develop(uploaded));
    }

    @Test
    void rejectsAPhotoOnWhichTheDecoderFailsUnforeseen() {
        PhotoUploaded uploaded = archive.store(ada, "harbour.jpg", harbour);
        Transform<Original, DevelopedPhoto> broken = during(() -> {
            throw new ArrayIndexOutOfBoundsException("broken decoder");
        });

        assertRejected(uploaded, Reason.DECODER_FAILED, develop(broken).develop(uploaded));
    }

    @Test
    void aPhotoDeletedBeforehandGivesNothing() {
        PhotoUploaded uploaded = archive.store(ada, "harbour.jpg", harbour);
        delete(uploaded);

        assertThat(develop(during(() -> {})).develop(uploaded)).isEmpty();
        assertThat(archive.renditions(uploaded)).isEmpty();
    }

    @Test
    void aPhotoDeletedWhileItIsDevelopedLeavesNothing() {
        PhotoUploaded uploaded = archive.store(ada, "harbour.jpg", harbour);

        Optional<Event> event = develop(during(() -> delete(uploaded))).develop(uploaded);

        assertThat(event).isEmpty();
        assertThat(archive.renditions(uploaded)).isEmpty();
        assertThat(stores.catalog().find(ada, uploaded.photo())).isEmpty();
    }

    @Test
    void aCompletedPhotoStaysCompletedWhenItsOriginalIsLost() {
        PhotoUploaded uploaded = archive.store(ada, "harbour.jpg", harbour);
        develop(during(() -> {})).develop(uploaded);
        stores.blobs().deleteAll(List.of(ObjectKeys.original(ada, uploaded.photo())));

        assertThat(develop(during(() -> {})).develop(uploaded)).get().isInstanceOf(PhotoDerived.class);
    }

    private void assertRejected(PhotoUploaded uploaded, Reason reason, Optional<Event> event) {
        assertThat(event)
                .get()
                .isInstanceOfSatisfying(
                        PhotoRejected.class,
                        rejected -> assertThat(rejected.rejection().reason()).isEqualTo(reason));
        assertThat(stores.catalog().find(ada, uploaded.photo())).get().satisfies(photo -> {
            assertThat(photo.status()).isEqualTo(PhotoStatus.FAILED);
            assertThat(photo.rejection().orElseThrow().reason()).isEqualTo(reason);
        });
    }

    private void delete(PhotoUploaded uploaded) {
        stores.catalog().delete(ada, uploaded.photo());
        stores.blobs().deleteAll(List.of(ObjectKeys.original(ada, uploaded.photo())));
        stores.catalog().purge(ada, uploaded.photo());
    }

    private static DevelopPhoto develop(Transform<Original, DevelopedPhoto> transform) {
        return develop(transform, MAX_BYTES);
    }

    private static DevelopPhoto develop(Transform<Original, DevelopedPhoto> transform, long maxBytes) {
        return develop(new Developers.Current(transform, Optional.empty(), List.of()), maxBytes);
    }

    private static DevelopPhoto develop(Developers.Current by, long maxBytes) {
        return new DevelopPhoto(
                new DevelopPorts(stores.blobs(), stores.catalog(), stores.renditions(), stores.cache(), uploads),
                () -> by,
                new DevelopMetrics(new UnregisteredMetricsGroup()),
                Clock.systemUTC(),
                maxBytes);
    }

    /** The real developer, with something that happens while it works. */
    private static Transform<Original, DevelopedPhoto> during(Runnable happening) {
        return new Transform<>() {
            @Override
            public TransformId id() {
                return developer.id();
            }

            @Override
            public DevelopedPhoto apply(Original original) throws RejectedException {
                happening.run();
                return developer.apply(original);
            }
        };
    }
}
