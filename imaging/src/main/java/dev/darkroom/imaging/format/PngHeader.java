package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;

/** Reads a PNG's IHDR, which must come first. */
final class PngHeader {
    private PngHeader() {}

    static ImageHeader read(ByteSource source) throws IOException, RejectedException {
        if (source.u32(8) != 13 || !source.fourChars(12).equals("IHDR")) {
            throw HeaderReader.corrupt(ImageFormat.PNG, "IHDR is not the first chunk");
        }
        return HeaderReader.header(ImageFormat.PNG, source.u32(16), source.u32(20), source.u8(28) != 0);
    }
}
