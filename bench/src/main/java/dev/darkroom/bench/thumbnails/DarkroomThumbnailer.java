package dev.darkroom.bench.thumbnails;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.format.HeaderReader;
import dev.darkroom.imaging.jpeg.JpegDeveloper;
import dev.darkroom.imaging.rendition.Renderer;
import dev.darkroom.imaging.rendition.RenditionDeveloper;
import dev.darkroom.imaging.rendition.RenditionFile;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import java.util.List;
import java.util.Optional;

/** Darkroom itself, with its own way for JPEGs or by libvips alone. */
record DarkroomThumbnailer(Optional<JpegDeveloper> jpegs) implements Thumbnailer {
    @Override
    public List<byte[]> thumbnails(byte[] photo, int quality) throws RejectedException {
        return new RenditionDeveloper(Renderer.load(), jpegs, RenditionRecipe.jpeg(SIZES, quality))
                .develop(photo, HeaderReader.read(photo)).files().stream()
                        .map(RenditionFile::bytes)
                        .toList();
    }
}
