package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;
import java.util.Optional;

/** Reads from a file's EXIF how its stored pixels are to be turned. */
public final class Orientation {
    private static final int TAG = 0x112;

    private Orientation() {}

    /** 1 to 8 as EXIF numbers them; 1 where nothing is said, or nothing that has a meaning. */
    public static int of(ImageFormat format, byte[] file) {
        Optional<byte[]> exif = MetadataBlocks.find(format, file).exif();
        return exif.map(tiff -> read(ByteSource.of(tiff))).orElse(1);
    }

    private static int read(ByteSource tiff) {
        try {
            Optional<TiffDirectory> main = TiffDirectory.first(tiff, 0);
            long said = main.isEmpty() ? 1 : main.get().number(TAG).orElse(1L);
            return said >= 1 && said <= 8 ? (int) said : 1;
        } catch (RejectedException e) {
            return 1;
        } catch (IOException e) {
            throw new IllegalStateException("Memory needs no input", e);
        }
    }
}
