package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * Tells whether a file that did not decode ends too early or is damaged inside, from its own structure. The decoder's
 * message is no help: it is shared between threads and its wording is not a contract.
 */
public final class Completeness {
    private static final int MAX_CHUNKS = 1_000_000;

    private Completeness() {}

    /** Whether the end of the image is missing. */
    public static boolean isTruncated(ImageFormat format, byte[] bytes) {
        ByteSource source = ByteSource.of(bytes);
        try {
            return switch (format) {
                case JPEG -> !endsJpeg(source);
                case PNG -> !endsPng(source);
                case WEBP -> source.u32(4, ByteOrder.LITTLE_ENDIAN) + 8 > source.size();
                case GIF -> bytes[bytes.length - 1] != 0x3b;
                case AVIF, HEIC -> endsBehind(source, format);
                // The rest have no end that can be told from here; of raw files the preview is asked about.
                default -> false;
            };
        } catch (RejectedException e) {
            return true;
        } catch (IOException e) {
            throw new IllegalStateException("Memory needs no input", e);
        }
    }

    /** Looks for an end marker behind the first scan's start; entropy-coded data cannot contain one. */
    private static boolean endsJpeg(ByteSource source) throws IOException, RejectedException {
        long scan = 2;
        for (int segment = 0; segment < MAX_CHUNKS && source.u8(scan + 1) != 0xda; segment++) {
            boolean marker = source.u8(scan) == 0xff && source.u8(scan + 1) != 0xff;
            scan += marker ? 2 + source.u16(scan + 2) : 1;
        }
        for (long at = source.size() - 2; at > scan; at--) {
            if (source.u8(at) == 0xff && source.u8(at + 1) == 0xd9) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsPng(ByteSource source) throws IOException, RejectedException {
        long at = 8;
        for (int chunk = 0; chunk < MAX_CHUNKS; chunk++) {
            if (source.fourChars(at + 4).equals("IEND")) {
                return true;
            }
            at += 12 + source.u32(at);
        }
        return true;
    }

    private static boolean endsBehind(ByteSource source, ImageFormat format) throws IOException, RejectedException {
        for (BmffBox box : BmffBox.file(source, format)) {
            if (box.end() > source.size()) {
                return true;
            }
        }
        return false;
    }
}
