package dev.darkroom.imaging;

import dev.darkroom.core.port.TransformRegistry;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.TransformVersion;
import dev.darkroom.imaging.hash.Measuring;
import dev.darkroom.imaging.look.LookDefinition;
import dev.darkroom.imaging.metadata.MetadataReader;
import dev.darkroom.imaging.rendition.RecipeFile;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The transforms of every photo, as the registry knows them. What the code alone decides (metadata, measures) becomes
 * live with the release that brings it. Recipes of renditions and looks are data: which one is live, the registry decides,
 * and this process's own one is for the first start only.
 */
public final class BuiltInTransforms {
    /** The name of the renditions, whose versions differ by recipe. */
    public static final String RENDITIONS = "renditions";

    private static final String RELEASE = "release";

    private BuiltInTransforms() {}

    /**
     * Makes what this release derives live, where it is not.
     *
     * @return the live recipe, which every photo is to be developed with
     * @throws IllegalArgumentException when there is none yet, and {@link RecipeFile#configured()} cannot be read
     */
    public static RenditionRecipe adopt(TransformRegistry registry) {
        registry.adopt(new MetadataReader().id(), TransformInput.ORIGINAL, MetadataReader.definition(), RELEASE);
        registry.adopt(Measuring.id(), TransformInput.ORIGINAL, Measuring.definition(), RELEASE);
        List<TransformVersion> versions = registry.all();
        RenditionRecipe live = recipe(versions, TransformState.LIVE).orElseGet(RecipeFile::configured);
        // The same recipe has another id once a release makes other pictures of it.
        registry.adopt(live.id(), TransformInput.ORIGINAL, RecipeFile.text(live), RELEASE);
        if (find(versions, LookDefinition.NAME, TransformState.LIVE).isEmpty()) {
            // Only then: the vectors of another one are the only ones that search can answer with.
            LookDefinition look = LookDefinition.DEFAULT;
            registry.adopt(look.id(), TransformInput.PROXY, look.text(), RELEASE);
        }
        return live;
    }

    /** The recipe in {@code state}, of which there is at most one that is live and one that is a shadow. */
    public static Optional<RenditionRecipe> recipe(List<TransformVersion> versions, TransformState state) {
        return find(versions, RENDITIONS, state).map(version -> RecipeFile.parse(version.definition()));
    }

    /** The looks that every new photo gets, the live one first; those of another release's code cannot be made. */
    public static List<LookDefinition> looks(List<TransformVersion> versions) {
        return Stream.of(TransformState.LIVE, TransformState.SHADOW)
                .flatMap(state -> find(versions, LookDefinition.NAME, state).stream())
                .flatMap(version -> look(version).stream())
                .toList();
    }

    private static Optional<LookDefinition> look(TransformVersion version) {
        try {
            return Optional.of(LookDefinition.parse(version.definition()))
                    .filter(look -> look.id().equals(version.id()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<TransformVersion> find(List<TransformVersion> versions, String name, TransformState state) {
        return versions.stream()
                .filter(version -> version.id().name().equals(name) && version.state() == state)
                .findFirst();
    }
}
