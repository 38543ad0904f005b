package dev.darkroom.imaging;

import dev.darkroom.core.photo.Developed;
import dev.darkroom.imaging.rendition.RenditionFile;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import java.util.List;

/**
 * An original, developed: its derived data, and the files that go with it.
 *
 * @param developed what is stored and announced
 * @param files the renditions of {@code developed} with their bytes, in the same order
 */
public record DevelopedPhoto(Developed developed, List<RenditionFile> files) {
    public DevelopedPhoto {
        files = List.copyOf(files);
    }

    /** The file that other transforms are made of. */
    public RenditionFile proxy() {
        return RenditionRecipe.proxy(files, file -> file.rendition().size());
    }
}
