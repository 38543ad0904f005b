package dev.darkroom.ingest;

import dev.darkroom.core.port.FeatureIndex;
import dev.darkroom.core.port.TransformRecords;
import dev.darkroom.core.port.TransformRegistry;
import dev.darkroom.core.transform.Coverage;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.TransformVersion;
import dev.darkroom.core.transform.UpgradeStep;
import dev.darkroom.imaging.BuiltInTransforms;
import dev.darkroom.imaging.look.LookDefinition;
import dev.darkroom.imaging.rendition.RecipeFile;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Changes the registry for an administrator; an id is computed here from a definition, never believed. */
final class TransformAdmin {
    private final TransformRegistry registry;
    private final TransformRecords records;
    private final FeatureIndex features;

    TransformAdmin(TransformRegistry registry, TransformRecords records, FeatureIndex features) {
        this.registry = registry;
        this.records = records;
        this.features = features;
    }

    /** Every version, with how much of the archive has it, as far as that was ever counted. */
    List<TransformAnswer> all() {
        Map<TransformId, Coverage> coverage =
                records.coverage().stream().collect(Collectors.toMap(Coverage::transform, Function.identity()));
        return registry.all().stream()
                .map(version -> TransformAnswer.of(version, Optional.ofNullable(coverage.get(version.id()))))
                .toList();
    }

    /** What upgrades of {@code name} have done, oldest first. */
    List<UpgradeStep> steps(String name) {
        return records.steps(name);
    }

    /**
     * Keeps that a step of an upgrade was done.
     *
     * @throws NoSuchElementException when the version is not registered
     */
    UpgradeStep done(UpgradeStep step) {
        if (registry.all().stream().noneMatch(version -> version.id().equals(step.transform()))) {
            throw new NoSuchElementException("Transform is not registered: " + step.transform());
        }
        return records.done(step);
    }

    /**
     * Registers a definition as the shadow of {@code name}.
     *
     * @throws ProblemException {@link ErrorCode#INVALID_REQUEST} when the definition says nothing that can be made
     */
    TransformVersion register(String name, String definition, String admin) {
        return switch (name) {
            case BuiltInTransforms.RENDITIONS -> {
                RenditionRecipe recipe = read("Not a recipe", definition, RecipeFile::parse);
                yield registry.register(recipe.id(), TransformInput.ORIGINAL, RecipeFile.text(recipe), admin);
            }
            case LookDefinition.NAME -> {
                LookDefinition look = read("Not a look", definition, LookDefinition::parse);
                yield registry.register(look.id(), TransformInput.PROXY, look.text(), admin);
            }
            default ->
                throw ProblemException.of(
                        ErrorCode.INVALID_REQUEST,
                        "Only versions of \"" + BuiltInTransforms.RENDITIONS + "\" and \"" + LookDefinition.NAME
                                + "\" are data; those of others come with a release of Darkroom");
        };
    }

    /**
     * Makes a version live, or gives it up, and then with all that is searched by it.
     *
     * @throws ProblemException {@link ErrorCode#INVALID_REQUEST} for a shadow, which one becomes by being registered
     */
    TransformVersion move(TransformId id, TransformState state, String admin) {
        return switch (state) {
            case LIVE -> registry.promote(id, admin);
            case RETIRED -> {
                TransformVersion retired = registry.retire(id, admin);
                features.drop(id);
                yield retired;
            }
            case SHADOW ->
                throw ProblemException.of(
                        ErrorCode.INVALID_REQUEST, "A version becomes a shadow by POST /v1/admin/transforms");
        };
    }

    TransformVersion rollback(String name, String admin) {
        return registry.rollback(name, admin);
    }

    private static <T> T read(String otherwise, String definition, Function<String, T> parse) {
        try {
            return parse.apply(definition);
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(ErrorCode.INVALID_REQUEST, otherwise + ": " + e.getMessage(), e);
        }
    }
}
