package dev.darkroom.ingest;

import dev.darkroom.core.port.TransformRegistry;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.TransformVersion;
import dev.darkroom.imaging.BuiltInTransforms;
import dev.darkroom.imaging.rendition.RecipeFile;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import java.util.List;

/** Changes the registry for an administrator; an id is computed here from a definition, never believed. */
final class TransformAdmin {
    private final TransformRegistry registry;

    TransformAdmin(TransformRegistry registry) {
        this.registry = registry;
    }

    List<TransformVersion> all() {
        return registry.all();
    }

    /**
     * Registers a definition as the shadow of {@code name}.
     *
     * @throws ProblemException {@link ErrorCode#INVALID_REQUEST} when the definition says nothing that can be made
     */
    TransformVersion register(String name, String definition, String admin) {
        if (!name.equals(BuiltInTransforms.RENDITIONS)) {
            throw ProblemException.of(
                    ErrorCode.INVALID_REQUEST,
                    "Only versions of \"" + BuiltInTransforms.RENDITIONS + "\" are data; those of others come with a"
                            + " release of Darkroom");
        }
        RenditionRecipe recipe = recipe(definition);
        return registry.register(recipe.id(), TransformInput.ORIGINAL, RecipeFile.text(recipe), admin);
    }

    /**
     * Makes a version live, or gives it up.
     *
     * @throws ProblemException {@link ErrorCode#INVALID_REQUEST} for a shadow, which one becomes by being registered
     */
    TransformVersion move(TransformId id, TransformState state, String admin) {
        return switch (state) {
            case LIVE -> registry.promote(id, admin);
            case RETIRED -> registry.retire(id, admin);
            case SHADOW ->
                throw ProblemException.of(
                        ErrorCode.INVALID_REQUEST, "A version becomes a shadow by POST /v1/admin/transforms");
        };
    }

    TransformVersion rollback(String name, String admin) {
        return registry.rollback(name, admin);
    }

    private static RenditionRecipe recipe(String definition) {
        try {
            return RecipeFile.parse(definition);
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(ErrorCode.INVALID_REQUEST, "Not a recipe: " + e.getMessage(), e);
        }
    }
}
