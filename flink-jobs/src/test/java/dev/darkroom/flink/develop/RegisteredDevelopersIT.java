package dev.darkroom.flink.develop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.port.TransformRegistry;
import dev.darkroom.core.transform.Transform;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.TransformVersion;
import dev.darkroom.imaging.BuiltInTransforms;
import dev.darkroom.imaging.DevelopedPhoto;
import dev.darkroom.imaging.Original;
import dev.darkroom.imaging.look.LookDefinition;
import dev.darkroom.imaging.rendition.RecipeFile;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import dev.darkroom.local.stack.SharedStack;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Developing follows the registry, and nothing has to be started again. */
final class RegisteredDevelopersIT {
    private static final String ACTOR = "developers-test";
    private static final RenditionRecipe RECIPE = RecipeFile.parse("sizes=400,200\nquality=63");
    private static final RenditionRecipe BROKEN = RecipeFile.parse("sizes=400,200\nquality=64");

    private static final LookDefinition LOOK = new LookDefinition(9, 4, 1.25);

    private final Stores stores = Stores.open(StoresConfig.from(SharedStack.get()));
    private final TransformRegistry registry = stores.transforms();

    @AfterEach
    void leaveOnlyTheDefaultLive() {
        registry.adopt(
                RenditionRecipe.DEFAULT.id(), TransformInput.ORIGINAL, RecipeFile.text(RenditionRecipe.DEFAULT), ACTOR);
        registry.all().stream()
                .filter(version -> version.id().name().equals(BuiltInTransforms.RENDITIONS)
                        && version.state() == TransformState.SHADOW)
                .forEach(version -> registry.retire(version.id(), ACTOR));
        stores.close();
    }

    @Test
    void aShadowComesAFlipIsFollowedAndAShadowGoes() throws RejectedException {
        try (RegisteredDevelopers developers = open()) {
            TransformId first = developers.current().live().id();
            assertThat(developers.current().shadow()).isEmpty();

            register(RECIPE);
            await().until(() -> shadow(developers).equals(Set.of(RECIPE.id())));
            assertThat(developers.current().live().id()).isEqualTo(first);

            registry.promote(RECIPE.id(), ACTOR);
            await().until(() -> developers.current().live().id().equals(RECIPE.id()));
            await().until(() -> shadow(developers).equals(Set.of(first)));

            registry.rollback(BuiltInTransforms.RENDITIONS, ACTOR);
            registry.register(LOOK.id(), TransformInput.PROXY, LOOK.text(), ACTOR);
            await().until(() -> developers.current().live().id().equals(first));
            await().until(() -> developers.current().looks().contains(LOOK));
            assertThat(stores.features().opened()).contains(LOOK.id());
            stores.features().drop(LOOK.id());
            registry.retire(LOOK.id(), ACTOR);
            await().until(() -> !developers.current().looks().contains(LOOK));
            registry.retire(RECIPE.id(), ACTOR);
            await().until(() -> shadow(developers).isEmpty());
        }
    }

    @Test
    void aShadowWhoseDecodersDoNotStartLeavesTheLiveOneAlone() throws RejectedException {
        register(BROKEN);
        try (RegisteredDevelopers developers = open()) {
            assertThat(developers.current().shadow()).isEmpty();
            registry.promote(BROKEN.id(), ACTOR);
            registry.rollback(BuiltInTransforms.RENDITIONS, ACTOR);
            registry.retire(BROKEN.id(), ACTOR);
            register(RECIPE);

            await().until(() -> shadow(developers).equals(Set.of(RECIPE.id())));
            assertThat(developers.current().live().id()).isNotEqualTo(BROKEN.id());
        }
    }

    @Test
    void aFirstStartMakesLiveWhatThisReleaseDerives() throws RejectedException {
        try (RegisteredDevelopers developers = open()) {
            Set<String> live = registry.all().stream()
                    .filter(version -> version.state() == TransformState.LIVE)
                    .map(TransformVersion::id)
                    .map(TransformId::name)
                    .collect(Collectors.toSet());

            assertThat(live).contains("renditions", "metadata", "measures", "look");
            assertThat(registry.all())
                    .filteredOn(version ->
                            version.id().equals(developers.current().live().id()))
                    .singleElement()
                    .satisfies(version -> assertThat(
                                    RecipeFile.parse(version.definition()).id())
                            .isEqualTo(version.id()));
        }
    }

    private RegisteredDevelopers open() throws RejectedException {
        return RegisteredDevelopers.open(
                registry, stores.features(), RegisteredDevelopersIT::named, Duration.ofMinutes(1));
    }

    private void register(RenditionRecipe recipe) {
        registry.register(recipe.id(), TransformInput.ORIGINAL, RecipeFile.text(recipe), ACTOR);
    }

    private static Set<TransformId> shadow(RegisteredDevelopers developers) {
        return developers.current().shadow().stream().map(Transform::id).collect(Collectors.toSet());
    }

    /** A developer with nothing but an id; that of the broken recipe does not start. */
    private static Transform<Original, DevelopedPhoto> named(RenditionRecipe recipe) {
        if (recipe.equals(BROKEN)) {
            throw new UnavailableException("No decoder process starts", null);
        }
        return new Transform<>() {
            @Override
            public TransformId id() {
                return recipe.id();
            }

            @Override
            public DevelopedPhoto apply(Original original) {
                throw new IllegalStateException("Nothing is developed here");
            }
        };
    }
}
