package dev.darkroom.flink.develop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.event.PhotoDerived;
import dev.darkroom.core.event.PhotoUploaded;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.DerivedRenditions;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.PhotoStatus;
import dev.darkroom.core.photo.Rendition;
import dev.darkroom.core.transform.Derivation;
import dev.darkroom.core.transform.Transform;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.flink.it.TestArchive;
import dev.darkroom.imaging.DevelopedPhoto;
import dev.darkroom.imaging.Developer;
import dev.darkroom.imaging.Original;
import dev.darkroom.imaging.format.Limits;
import dev.darkroom.imaging.rendition.RecipeFile;
import dev.darkroom.imaging.rendition.Renderer;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import dev.darkroom.local.stack.SharedStack;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a shadow of the renditions does to photos that are uploaded meanwhile: nothing that their owners see. */
final class ShadowIT {
    private static final RenditionRecipe RECIPE = RecipeFile.parse("sizes=640,320\nformat=webp");

    private static Stores stores;
    private static TestArchive archive;
    private static ExecutorService uploads;
    private static Developer live;
    private static Developer shadow;

    private final UserId ada = new UserId("ada-" + UUID.randomUUID());

    @BeforeAll
    static void open() throws RejectedException {
        stores = Stores.open(StoresConfig.from(SharedStack.get()));
        archive = new TestArchive(stores);
        uploads = Executors.newFixedThreadPool(4);
        live = new Developer(Renderer.load(), Limits.DEFAULT, RenditionRecipe.DEFAULT);
        shadow = new Developer(Renderer.load(), Limits.DEFAULT, RECIPE);
    }

    @AfterAll
    static void close() {
        uploads.shutdownNow();
        stores.close();
    }

    @Test
    void aNewPhotoGetsBothVersionsAndItsRowTheLiveOne() throws IOException {
        PhotoUploaded uploaded = archive.store(ada, "both.jpg", jpeg());

        PhotoDerived derived = develop(uploaded, by(shadow));

        Developed row = derived.snapshot().developed().orElseThrow();
        assertThat(row.renditionTransform()).isEqualTo(live.id());
        assertThat(derived.beside()).containsExactly(derivation(uploaded, new Derivation.Done()));
        DerivedRenditions beside = beside(uploaded).orElseThrow();
        assertThat(beside.renditions()).extracting(Rendition::size).containsExactly(640, 320);
        assertThat(archive.renditions(uploaded))
                .filteredOn(key -> key.contains(shadow.id().slug()))
                .hasSize(2)
                .allMatch(key -> key.endsWith(".webp"));
        assertThat(archive.renditions(uploaded)).hasSize(6);
    }

    @Test
    void developingAgainGivesTheSame() throws IOException {
        PhotoUploaded uploaded = archive.store(ada, "again.jpg", jpeg());
        PhotoDerived first = develop(uploaded, by(shadow));
        Optional<DerivedRenditions> before = beside(uploaded);

        PhotoDerived second = develop(uploaded, by(shadow));

        assertThat(second.snapshot()).isEqualTo(first.snapshot());
        assertThat(second.beside()).isEqualTo(first.beside());
        assertThat(beside(uploaded)).isEqualTo(before);
    }

    @Test
    void whatTheShadowRejectsIsAFailedDerivationOfACompletedPhoto() throws IOException {
        PhotoUploaded uploaded = archive.store(ada, "rejected.jpg", jpeg());

        PhotoDerived derived = develop(
                uploaded, by(failing(new RejectedException(Reason.CODEC_UNAVAILABLE, "This codec is not here"))));

        assertThat(derived.snapshot().status()).isEqualTo(PhotoStatus.COMPLETED);
        assertThat(derived.beside())
                .containsExactly(derivation(uploaded, new Derivation.Failed(Reason.CODEC_UNAVAILABLE)));
        assertThat(beside(uploaded)).isEmpty();
        assertThat(archive.renditions(uploaded)).hasSize(4);
    }

    @Test
    void whatNobodyForesawInTheShadowIsAFailedDerivation() throws IOException {
        PhotoUploaded uploaded = archive.store(ada, "unforeseen.jpg", jpeg());

        PhotoDerived derived = develop(uploaded, by(failing(new IllegalStateException("a bug"))));

        assertThat(derived.beside())
                .containsExactly(derivation(uploaded, new Derivation.Failed(Reason.DECODER_FAILED)));
    }

    @Test
    void aShadowWithoutDecodersLeavesItsPhotosToTheBackfill() throws IOException {
        PhotoUploaded uploaded = archive.store(ada, "away.jpg", jpeg());

        PhotoDerived derived =
                develop(uploaded, by(failing(new UnavailableException("No decoder process starts", null))));

        assertThat(derived.snapshot().status()).isEqualTo(PhotoStatus.COMPLETED);
        assertThat(derived.beside()).isEmpty();
    }

    @Test
    void aPhotoThatIsDeletedMeanwhileLeavesNothing() throws IOException {
        PhotoUploaded uploaded = archive.store(ada, "deleted.jpg", jpeg());

        PhotoDerived derived = develop(uploaded, by(new Deleting(uploaded)));

        assertThat(derived.beside()).isEmpty();
        assertThat(beside(uploaded)).isEmpty();
        assertThat(archive.renditions(uploaded))
                .noneMatch(key -> key.contains(shadow.id().slug()));
    }

    private static PhotoDerived develop(PhotoUploaded uploaded, Developers.Current by) {
        DevelopPhoto develop = new DevelopPhoto(
                new DevelopPorts(stores.blobs(), stores.catalog(), stores.renditions(), stores.cache(), uploads),
                () -> by,
                new DevelopMetrics(new UnregisteredMetricsGroup()),
                Clock.systemUTC(),
                1 << 20);
        return (PhotoDerived) develop.develop(uploaded).orElseThrow();
    }

    private static Developers.Current by(Developer developer) {
        return by(new Shadow() {
            @Override
            public DevelopedPhoto apply(Original original) throws RejectedException {
                return developer.apply(original);
            }
        });
    }

    private static Developers.Current by(Transform<Original, DevelopedPhoto> second) {
        return new Developers.Current(
                new Transform<>() {
                    @Override
                    public TransformId id() {
                        return live.id();
                    }

                    @Override
                    public DevelopedPhoto apply(Original original) throws RejectedException {
                        return live.apply(original);
                    }
                },
                Optional.of(second),
                List.of());
    }

    private static Shadow failing(Exception failure) {
        return new Shadow() {
            @Override
            public DevelopedPhoto apply(Original original) throws RejectedException {
                if (failure instanceof RejectedException rejected) {
                    throw rejected;
                }
                throw (RuntimeException) failure;
            }
        };
    }

    private Optional<DerivedRenditions> beside(PhotoUploaded uploaded) {
        Map<?, DerivedRenditions> found = stores.renditions().findAll(ada, List.of(uploaded.photo()), shadow.id());
        return Optional.ofNullable(found.get(uploaded.photo()));
    }

    private Derivation derivation(PhotoUploaded uploaded, Derivation.Outcome outcome) {
        return new Derivation(ada, uploaded.photo(), shadow.id(), outcome);
    }

    /** A picture of 800 x 600 pixels, in bytes unlike any others. */
    private static byte[] jpeg() throws IOException {
        BufferedImage picture = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < picture.getWidth(); x++) {
            picture.setRGB(x, x % picture.getHeight(), x * 0x010203);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpeg", out);
        return TestArchive.variant(out.toByteArray(), UUID.randomUUID().hashCode());
    }

    /** A transform with the id of the shadow. */
    private abstract static class Shadow implements Transform<Original, DevelopedPhoto> {
        @Override
        public TransformId id() {
            return shadow.id();
        }
    }

    /** Deletes the photo while it works. */
    private static final class Deleting extends Shadow {
        private final PhotoUploaded uploaded;

        Deleting(PhotoUploaded uploaded) {
            this.uploaded = uploaded;
        }

        @Override
        public DevelopedPhoto apply(Original original) throws RejectedException {
            stores.catalog().delete(uploaded.owner(), uploaded.photo());
            return shadow.apply(original);
        }
    }
}
