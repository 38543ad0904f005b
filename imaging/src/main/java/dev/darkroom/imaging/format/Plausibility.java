package dev.darkroom.imaging.format;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;
import java.io.IOException;
import java.util.Optional;

/**
 * Refuses a GIF or TIFF that claims a picture which its bytes cannot hold, however well they are packed: its decoder would
 * take memory for the whole of it before it finds out.
 */
public final class Plausibility {
    /** A code of LZW has up to 12 bits, and stands for up to 4,096 bytes. */
    private static final long MOST_UNPACKED = 4096 * 8 / 12 + 1;

    private static final int COMPRESSION = 259;
    private static final int NONE = 1;
    private static final int PIXELS_IN_A_BYTE = 8;

    private Plausibility() {}

    /**
     * Lets every file pass that may be whole.
     *
     * @throws RejectedException with {@link Reason#TRUNCATED}
     */
    public static void check(ImageHeader header, byte[] file) throws RejectedException {
        long most = mostPixels(header, file);
        if (header.pixels() > most) {
            throw new RejectedException(
                    Reason.TRUNCATED,
                    "The " + header.format().code() + " claims " + header.width() + "x" + header.height()
                            + " pixels, which " + file.length + " bytes cannot hold");
        }
    }

    private static long mostPixels(ImageHeader header, byte[] file) {
        return switch (header.format()) {
            // A frame may be smaller than its screen, which takes no bytes.
            case GIF ->
                GifHeader.isFrameWhole(header, ByteSource.of(file)) ? file.length * MOST_UNPACKED : Long.MAX_VALUE;
            case TIFF -> file.length * mostInAByte(ByteSource.of(file));
            default -> Long.MAX_VALUE;
        };
    }

    /** Fax codes pack a white row into one bit, and others are not known here: they count as able to hold anything. */
    private static long mostInAByte(ByteSource tiff) {
        try {
            Optional<TiffDirectory> page = TiffDirectory.first(tiff, 0);
            long compression =
                    page.isEmpty() ? 0 : page.get().number(COMPRESSION).orElse((long) NONE);
            return switch ((int) compression) {
                case NONE -> PIXELS_IN_A_BYTE;
                // LZW, deflate by both its numbers, PackBits
                case 5, 8, 32_946, 32_773 -> PIXELS_IN_A_BYTE * MOST_UNPACKED;
                default -> Integer.MAX_VALUE;
            };
        } catch (RejectedException e) {
            return Integer.MAX_VALUE;
        } catch (IOException e) {
            throw new IllegalStateException("Memory needs no input", e);
        }
    }
}
