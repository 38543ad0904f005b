package dev.darkroom.imaging.rendition;

import java.util.Optional;

/** Without libvips and libjpeg-turbo. */
final class JavaColoursTest extends ColourKit {
    @Override
    RenditionDeveloper developer(RenditionRecipe recipe) {
        return new RenditionDeveloper(new JavaRenderer("none"), Optional.empty(), recipe);
    }
}
