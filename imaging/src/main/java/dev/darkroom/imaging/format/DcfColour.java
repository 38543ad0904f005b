package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Tells whether a camera says in its EXIF that its colours are Adobe RGB (DCF 2.0, option file). Most cameras that can do
 * so put no profile into the file.
 */
public final class DcfColour {
    private static final int EXIF = 0x8769;
    private static final int COLOUR_SPACE = 0xa001;
    private static final int INTEROPERABILITY = 0xa005;
    private static final int INDEX = 1;
    private static final long SRGB = 1;
    private static final long ADOBE_RGB = 2;

    private DcfColour() {}

    /** Whether this JPEG says so. */
    public static boolean isAdobeRgb(byte[] jpeg) {
        return MetadataBlocks.find(ImageFormat.JPEG, jpeg)
                .exif()
                .filter(exif -> isAdobeRgb(ByteSource.of(exif), 0))
                .isPresent();
    }

    /** Whether the TIFF structure from {@code base} on says so; a damaged one says nothing. */
    static boolean isAdobeRgb(ByteSource source, long base) {
        try {
            ByteOrder order = source.u8(base) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            Optional<TiffDirectory> main = TiffDirectory.at(source, order, base, source.u32(base + 4, order));
            if (main.isEmpty()) {
                return false;
            }
            // In a CR3 the main directory of a structure is the one of EXIF itself.
            Optional<Long> pointer = main.get().number(EXIF);
            Optional<TiffDirectory> exif =
                    pointer.isEmpty() ? main : TiffDirectory.at(source, order, base, pointer.get());
            if (exif.isEmpty()) {
                return false;
            }
            long space = exif.get().number(COLOUR_SPACE).orElse(0L);
            Optional<TiffDirectory> interoperability = TiffDirectory.at(
                    source, order, base, exif.get().number(INTEROPERABILITY).orElse(0L));
            boolean option = interoperability.isPresent()
                    && interoperability.get().text(INDEX, 4).equals("R03");
            return space == ADOBE_RGB || (space != SRGB && option);
        } catch (RejectedException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("Memory needs no input", e);
        }
    }
}
