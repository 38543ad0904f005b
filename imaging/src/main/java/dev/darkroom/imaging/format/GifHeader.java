package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;
import java.nio.ByteOrder;

/** Reads a GIF's screen and first frame; the larger of both counts, since decoders grow the screen to its frame. */
final class GifHeader {
    private static final int MAX_BLOCKS = 65_536;

    private GifHeader() {}

    static ImageHeader read(ByteSource source) throws IOException, RejectedException {
        int width = u16(source, 6);
        int height = u16(source, 8);
        int flags = source.u8(10);
        long at = 13 + ((flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1));
        for (int block = 0; block < MAX_BLOCKS; block++) {
            int kind = source.u8(at++);
            if (kind == 0x2c) {
                boolean interlaced = (source.u8(at + 8) & 0x40) != 0;
                int right = u16(source, at) + u16(source, at + 4);
                int bottom = u16(source, at + 2) + u16(source, at + 6);
                return HeaderReader.header(
                        ImageFormat.GIF, Math.max(width, right), Math.max(height, bottom), interlaced);
            }
            if (kind != 0x21) {
                throw HeaderReader.corrupt(ImageFormat.GIF, kind == 0x3b ? "no frame" : "block of kind " + kind);
            }
            at++;
            for (int length = source.u8(at++); length != 0 && block < MAX_BLOCKS; block++) {
                at += length;
                length = source.u8(at++);
            }
        }
        throw HeaderReader.corrupt(ImageFormat.GIF, "no frame in " + MAX_BLOCKS + " blocks");
    }

    private static int u16(ByteSource source, long at) throws IOException, RejectedException {
        return source.u16(at, ByteOrder.LITTLE_ENDIAN);
    }
}
