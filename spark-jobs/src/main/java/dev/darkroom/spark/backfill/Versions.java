package dev.darkroom.spark.backfill;

import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.TransformVersion;
import dev.darkroom.imaging.rendition.Output;
import dev.darkroom.imaging.rendition.RecipeFile;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import java.util.List;
import java.util.Optional;

/** What the registry knew when a run began. */
record Versions(List<TransformVersion> all) {
    private static final String RENDITIONS = "renditions";

    Versions {
        all = List.copyOf(all);
    }

    /**
     * The version to derive.
     *
     * @throws IllegalArgumentException when it is not registered or retired, with what to do
     */
    TransformVersion find(TransformId id) {
        TransformVersion found = all.stream()
                .filter(version -> version.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "No transform " + id + " is registered: ./darkroom transforms list shows those that are"));
        if (found.state() == TransformState.RETIRED) {
            throw new IllegalArgumentException(
                    "Transform " + id + " is retired: register it again before its outputs are derived");
        }
        return found;
    }

    /**
     * The version that made the proxies and the renditions that are measured; {@code version} itself when it needs none.
     *
     * @throws IllegalArgumentException when it needs one and none is live
     */
    TransformVersion liveRecipe(TransformVersion version) {
        Optional<TransformVersion> live = all.stream()
                .filter(other -> other.id().name().equals(RENDITIONS) && other.state() == TransformState.LIVE)
                .findFirst();
        boolean needed = version.input() == TransformInput.PROXY
                || (Derivatives.decodes(Definition.of(version))
                        && !version.id().name().equals(RENDITIONS));
        return needed
                ? live.orElseThrow(() -> new IllegalArgumentException(
                        "No recipe of renditions is live, and " + version.id() + " is made from one's outputs"))
                : live.orElse(version);
    }

    /** The file that {@code live} makes as a proxy. */
    static String proxyFile(TransformVersion live) {
        if (!live.id().name().equals(RENDITIONS)) {
            return "";
        }
        Output proxy = RenditionRecipe.proxy(RecipeFile.parse(live.definition()).outputs(), Output::size);
        return proxy.size() + "." + proxy.format().extension();
    }
}
