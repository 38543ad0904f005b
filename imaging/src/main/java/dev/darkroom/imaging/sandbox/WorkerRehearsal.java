package dev.darkroom.imaging.sandbox;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.Developer;
import dev.darkroom.imaging.format.Limits;
import dev.darkroom.imaging.rendition.Renderer;
import dev.darkroom.imaging.rendition.RenditionRecipe;

/** Loads the classes that a worker loads, so that a {@link ClassArchive} can be made of them, and ends. */
final class WorkerRehearsal {
    private WorkerRehearsal() {}

    /** No arguments. */
    public static void main(String[] arguments) throws RejectedException, NoSuchMethodException {
        Renderer renderer = Renderer.load();
        Developer developer = new Developer(renderer, Limits.DEFAULT, RenditionRecipe.DEFAULT);
        WarmUp.load(renderer).run(developer);
        RecordCodec.shape(Setup.class);
        RecordCodec.shape(Answer.class);
    }
}
