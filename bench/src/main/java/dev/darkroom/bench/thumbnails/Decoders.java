package dev.darkroom.bench.thumbnails;

import com.sun.jna.Memory;
import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.codec.Heif;
import dev.darkroom.imaging.vips.Vips;
import dev.darkroom.imaging.vips.VipsImage;
import java.util.List;

/** Darkroom's decoders alone: from a file in memory to all of its pixels in memory. */
final class Decoders {
    private static final long MOST_PIXELS = 100_000_000;

    private Decoders() {}

    static Thumbnailer heic() throws RejectedException {
        Heif heif = Heif.load();
        return (photo, quality) -> {
            try (Memory file = TurboJpeg.memory(photo)) {
                heif.decode(file, MOST_PIXELS).close();
            }
            return List.of();
        };
    }

    static Thumbnailer avif() throws RejectedException {
        Vips vips = Vips.load();
        return (photo, quality) -> {
            try (Memory file = TurboJpeg.memory(photo);
                    VipsImage picture = vips.open(ImageFormat.AVIF, file, 1)) {
                vips.compute(picture).close();
            }
            return List.of();
        };
    }
}
