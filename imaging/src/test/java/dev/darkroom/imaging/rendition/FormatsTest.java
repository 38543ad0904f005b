package dev.darkroom.imaging.rendition;

import dev.darkroom.core.error.RejectedException;

/** With all libraries that the build brings. */
final class FormatsTest extends FormatKit {
    @Override
    RenditionDeveloper developer() throws RejectedException {
        return new RenditionDeveloper(Renderer.load(), RenditionRecipe.DEFAULT);
    }
}
