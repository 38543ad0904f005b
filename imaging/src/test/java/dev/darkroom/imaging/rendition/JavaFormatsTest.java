package dev.darkroom.imaging.rendition;

import java.util.Optional;

/** Without libvips and libjpeg-turbo. */
final class JavaFormatsTest extends FormatKit {
    @Override
    RenditionDeveloper developer() {
        return new RenditionDeveloper(new JavaRenderer("none"), Optional.empty(), RenditionRecipe.DEFAULT);
    }
}
