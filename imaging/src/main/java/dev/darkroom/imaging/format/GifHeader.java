package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * Reads a GIF's screen and first frame, the larger of both, since decoders grow the screen to its frame; and counts the
 * frames that follow, as far as a bounded number of blocks.
 */
final class GifHeader {
    private static final int MAX_BLOCKS = 65_536;
    private static final int FRAME = 0x2c;
    private static final int EXTENSION = 0x21;
    private static final int END = 0x3b;

    private final ByteSource source;
    private long at;
    private int blocks;

    private GifHeader(ByteSource source) {
        this.source = source;
    }

    static ImageHeader read(ByteSource source) throws IOException, RejectedException {
        return new GifHeader(source).read();
    }

    private ImageHeader read() throws IOException, RejectedException {
        int width = u16(6);
        int height = u16(8);
        at = 13 + colours(source.u8(10));
        int kind = skipExtensions();
        if (kind != FRAME) {
            throw HeaderReader.corrupt(ImageFormat.GIF, kind == END ? "no frame" : "block of kind " + kind);
        }
        boolean interlaced = (source.u8(at + 8) & 0x40) != 0;
        int right = u16(at) + u16(at + 4);
        int bottom = u16(at + 2) + u16(at + 6);
        return HeaderReader.header(ImageFormat.GIF, Math.max(width, right), Math.max(height, bottom), interlaced)
                .with(frames());
    }

    /** Whether the first frame is as large as the picture that {@code header} speaks of. */
    static boolean isFrameWhole(ImageHeader header, ByteSource source) {
        try {
            GifHeader gif = new GifHeader(source);
            gif.at = 13 + colours(source.u8(10));
            gif.skipExtensions();
            return (long) gif.u16(gif.at + 4) * gif.u16(gif.at + 6) == header.pixels();
        } catch (RejectedException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("Memory needs no input", e);
        }
    }

    private Contents frames() throws IOException {
        Contents.Counter counter = new Contents.Counter();
        try {
            int kind = FRAME;
            while (kind == FRAME && blocks < MAX_BLOCKS) {
                counter.frame();
                // Place and sides, perhaps colours, the size of a code, then the pixels.
                at += 9 + colours(source.u8(at + 8)) + 1;
                skipBlocks();
                kind = skipExtensions();
            }
        } catch (RejectedException e) {
            // The file ends, or is damaged, behind its first frame: that one is there.
            return counter.contents();
        }
        return counter.contents();
    }

    private static long colours(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1);
    }

    /** The kind of the next block that is no extension; a bounded search ends as if the file did. */
    private int skipExtensions() throws IOException, RejectedException {
        int kind = source.u8(at++);
        while (kind == EXTENSION) {
            at++;
            skipBlocks();
            if (blocks >= MAX_BLOCKS) {
                throw HeaderReader.corrupt(ImageFormat.GIF, "no frame in " + MAX_BLOCKS + " blocks");
            }
            kind = source.u8(at++);
        }
        return kind;
    }

    private void skipBlocks() throws IOException, RejectedException {
        for (int length = source.u8(at++); length != 0 && blocks < MAX_BLOCKS; blocks++) {
            at += length;
            length = source.u8(at++);
        }
        blocks++;
    }

    private int u16(long offset) throws IOException, RejectedException {
        return source.u16(offset, ByteOrder.LITTLE_ENDIAN);
    }
}
