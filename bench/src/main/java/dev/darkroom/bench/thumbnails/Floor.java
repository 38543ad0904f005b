package dev.darkroom.bench.thumbnails;

import com.sun.jna.Memory;
import dev.darkroom.imaging.format.HeaderReader;
import dev.darkroom.imaging.format.ImageHeader;
import dev.darkroom.imaging.rendition.Renderer;
import dev.darkroom.imaging.rendition.RenditionDeveloper;
import dev.darkroom.imaging.rendition.RenditionFile;
import dev.darkroom.imaging.rendition.RenditionRecipe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * What nobody can go below: libjpeg-turbo decodes at the DCT scale that is right for the largest size, and encodes the
 * four thumbnails. There is no resampling in it: the thumbnails were made beforehand.
 */
final class Floor implements Thumbnailer {
    private static final double MARGIN = 1.5;

    private final TurboJpeg turbo = new TurboJpeg();
    private final IdentityHashMap<byte[], List<TurboJpeg.Rgb>> made = new IdentityHashMap<>();
    private Memory decoded = new Memory(1);
    private Memory file = new Memory(1);

    Floor() throws IOException {}

    @Override
    public List<byte[]> thumbnails(byte[] photo, int quality) throws Exception {
        ImageHeader header = HeaderReader.read(photo);
        List<TurboJpeg.Rgb> thumbnails = made.get(photo);
        if (thumbnails == null) {
            thumbnails = make(photo, header);
            made.put(photo, thumbnails);
        }
        file = file.size() == photo.length ? file : new Memory(photo.length);
        file.write(0, photo, 0, photo.length);
        decoded = turbo.decode(file, shrink(header.longSide()), decoded).pixels();
        List<byte[]> files = new ArrayList<>();
        for (TurboJpeg.Rgb thumbnail : thumbnails) {
            files.add(turbo.encode(thumbnail, quality, TurboJpeg.S420));
        }
        return files;
    }

    private static int shrink(int longSide) {
        int shrink = 8;
        while (shrink > 1 && (double) longSide / shrink < MARGIN * SIZES.get(0)) {
            shrink /= 2;
        }
        return shrink;
    }

    private List<TurboJpeg.Rgb> make(byte[] photo, ImageHeader header) throws Exception {
        List<TurboJpeg.Rgb> thumbnails = new ArrayList<>();
        for (RenditionFile file : new RenditionDeveloper(Renderer.load(), RenditionRecipe.jpeg(SIZES, 98))
                .develop(photo, header)
                .files()) {
            try (Memory jpeg = TurboJpeg.memory(file.bytes())) {
                thumbnails.add(turbo.decode(jpeg, 1, new Memory(1)));
            }
        }
        return thumbnails;
    }
}
