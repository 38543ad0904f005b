package dev.darkroom.spark.backfill;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.transform.Transform;
import dev.darkroom.imaging.DevelopedPhoto;
import dev.darkroom.imaging.Developer;
import dev.darkroom.imaging.Original;
import dev.darkroom.imaging.format.Limits;
import dev.darkroom.imaging.format.LimitsSetting;
import dev.darkroom.imaging.rendition.Renderer;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import dev.darkroom.spark.flow.Decoders;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all tasks of one process share for the length of its life: connections, and decoders, which take seconds to start.
 * Spark has no place for it between the task and the process, hence the one static map.
 *
 * @param derivative safe for all tasks at once
 */
record Workshop(Stores stores, Derivative derivative, Throttle throttle) {
    private static final Map<Order, Workshop> OPEN = new HashMap<>();

    /** The one for {@code order}, opened by the first task that asks. */
    static Workshop of(Order order) {
        synchronized (OPEN) {
            return OPEN.computeIfAbsent(order, Workshop::open);
        }
    }

    private static Workshop open(Order order) {
        Optional<Transform<Original, DevelopedPhoto>> developer = Derivatives.decodes(order.version)
                ? Optional.of(developer(Derivatives.recipe(order.version, order.live), order))
                : Optional.empty();
        return new Workshop(
                Stores.open(StoresConfig.from(order.environment)),
                Derivatives.of(order.version, developer),
                Throttle.of(order.limits.stream().findFirst()));
    }

    private static Transform<Original, DevelopedPhoto> developer(RenditionRecipe recipe, Order order) {
        Limits limits = LimitsSetting.from(order.environment);
        if (order.sandbox) {
            return Decoders.open(recipe, limits);
        }
        try {
            return new Developer(Renderer.load(), limits, recipe);
        } catch (RejectedException e) {
            throw new UnavailableException(e.getMessage(), e);
        }
    }

    /**
     * What decides a workshop.
     *
     * @param live the live version of {@code renditions}
     * @param sandbox whether to decode in processes of their own
     * @param limits at most one
     */
    record Order(
            Map<String, String> environment,
            Definition version,
            Definition live,
            boolean sandbox,
            List<LiveLimit> limits)
            implements Serializable {}
}
