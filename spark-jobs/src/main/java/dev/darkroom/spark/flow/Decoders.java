package dev.darkroom.spark.flow;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.imaging.format.Limits;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import dev.darkroom.imaging.sandbox.SandboxObserver;
import dev.darkroom.imaging.sandbox.SandboxOptions;
import dev.darkroom.imaging.sandbox.SandboxedDeveloper;

/** The decoder processes of a job, with the options that the stream has. */
public final class Decoders {
    private Decoders() {}

    /**
     * Starts those of {@code recipe}; to be closed by the caller.
     *
     * @throws UnavailableException when this machine cannot decode
     */
    public static SandboxedDeveloper open(RenditionRecipe recipe, Limits limits) {
        SandboxOptions usual = SandboxOptions.of(SandboxOptions.defaultState());
        try {
            return SandboxedDeveloper.open(usual.withRecipe(recipe).withLimits(limits), SandboxObserver.NONE);
        } catch (RejectedException e) {
            throw new UnavailableException(e.getMessage(), e);
        }
    }
}
