package dev.darkroom.core.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.photo.DerivedRenditions;
import dev.darkroom.core.photo.PhotoMetadata;
import dev.darkroom.core.photo.Photos;
import dev.darkroom.core.photo.Upload;
import dev.darkroom.core.transform.TransformId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every {@link RenditionCatalog} does, beside the {@link PhotoCatalog} whose photos it is about. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RenditionCatalogContract {
    private static final TransformId RECIPE = TransformId.of("renditions", 7, "shadow");
    private static final TransformId OTHER = TransformId.of("renditions", 8, "other");

    private final RenditionCatalog renditions = open();
    private final PhotoCatalog photos = openPhotos();

    /** The catalogue that works. */
    protected abstract RenditionCatalog open();

    /** A catalogue at an address where nothing answers. */
    protected abstract RenditionCatalog openAway();

    /** The catalogue of photos of the same store. */
    protected abstract PhotoCatalog openPhotos();

    @AfterAll
    void close() {
        renditions.close();
        renditions.close();
        photos.close();
    }

    @Test
    void findsWhatEachRecipeMadeOfEachPhoto() {
        UserId owner = owner();
        PhotoId one = registered(owner, "one");
        PhotoId two = registered(owner, "two");
        Map<PhotoId, DerivedRenditions> derived = Map.of(one, derived(RECIPE, 1), two, derived(RECIPE, -2));

        assertThat(renditions.putAll(owner, derived)).containsExactlyInAnyOrder(one, two);
        renditions.putAll(owner, Map.of(one, derived(OTHER, 3)));

        assertThat(renditions.findAll(owner, List.of(one, two, one), RECIPE)).isEqualTo(derived);
        assertThat(renditions.findAll(owner, List.of(one, two), OTHER)).isEqualTo(Map.of(one, derived(OTHER, 3)));
        assertThat(renditions.findAll(owner(), List.of(one, two), RECIPE)).isEmpty();
    }

    @Test
    void theLastResultOfARecipeStays() {
        UserId owner = owner();
        PhotoId photo = registered(owner, "again");
        renditions.putAll(owner, Map.of(photo, derived(RECIPE, 1)));

        renditions.putAll(owner, Map.of(photo, derived(RECIPE, 2)));

        assertThat(renditions.findAll(owner, List.of(photo), RECIPE)).isEqualTo(Map.of(photo, derived(RECIPE, 2)));
    }

    @Test
    void keepsNothingOfAPhotoThatIsNotThere() {
        UserId owner = owner();
        PhotoId deleted = registered(owner, "deleted");
        PhotoId living = registered(owner, "living");
        PhotoId unknown = Photos.upload(owner, "unknown").id();
        photos.delete(owner, deleted);

        assertThat(renditions.putAll(
                        owner,
                        Map.of(
                                deleted, derived(RECIPE, 1),
                                living, derived(RECIPE, 2),
                                unknown, derived(RECIPE, 3))))
                .containsExactly(living);

        assertThat(renditions.findAll(owner, List.of(deleted, living, unknown), RECIPE))
                .containsOnlyKeys(living);
    }

    @Test
    void purgingAPhotoTakesWhatWasMadeOfItAlong() {
        UserId owner = owner();
        Upload upload = Photos.upload(owner, "purged");
        photos.register(upload);
        renditions.putAll(owner, Map.of(upload.id(), derived(RECIPE, 1)));

        photos.purge(owner, upload.id());
        assertThat(renditions.findAll(owner, List.of(upload.id()), RECIPE)).isNotEmpty(); // it is not being deleted

        photos.delete(owner, upload.id());
        photos.purge(owner, upload.id());
        photos.register(upload);

        assertThat(renditions.findAll(owner, List.of(upload.id()), RECIPE)).isEmpty();
    }

    @Test
    void refusesMoreThanItsLimit() {
        UserId owner = owner();
        List<PhotoId> many = IntStream.rangeClosed(0, RenditionCatalog.MAX_PHOTOS)
                .mapToObj(number -> Photos.upload(owner, "many" + number).id())
                .toList();

        assertThatThrownBy(() -> renditions.findAll(owner, many, RECIPE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 501");
        assertThatThrownBy(() -> renditions.putAll(
                        owner, many.stream().collect(Collectors.toMap(photo -> photo, photo -> derived(RECIPE, 1)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(renditions.putAll(owner, Map.of())).isEmpty();
        assertThat(renditions.findAll(owner, List.of(), RECIPE)).isEmpty();
    }

    @Test
    void saysSoWhenTheStoreIsAway() {
        try (RenditionCatalog away = openAway()) {
            assertThatThrownBy(away::check).isInstanceOf(UnavailableException.class);
        }
        renditions.check();
    }

    private PhotoId registered(UserId owner, String seed) {
        return photos.register(Photos.upload(owner, seed)).photo().id();
    }

    private static DerivedRenditions derived(TransformId recipe, long hash) {
        DerivedRenditions made = Photos.developed(PhotoMetadata.NONE).derivedRenditions();
        return new DerivedRenditions(recipe, made.renditions(), made.thumbHash(), hash);
    }

    private static UserId owner() {
        return new UserId("contract-" + UUID.randomUUID());
    }
}
