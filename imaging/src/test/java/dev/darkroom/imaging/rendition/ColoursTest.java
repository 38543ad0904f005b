package dev.darkroom.imaging.rendition;

import dev.darkroom.core.error.RejectedException;

/** With all libraries that the build brings. */
final class ColoursTest extends ColourKit {
    @Override
    RenditionDeveloper developer(RenditionRecipe recipe) throws RejectedException {
        return new RenditionDeveloper(Renderer.load(), recipe);
    }
}
