package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import java.io.IOException;
import java.util.List;

/** The preview of Fujifilm's RAF: a whole JPEG with its EXIF, where the header says. */
final class RafRaw {
    private static final int JPEG_OFFSET_AT = 84;
    private static final int JPEG_BYTES_AT = 88;

    private RafRaw() {}

    static RawPreview.Found read(ByteSource source) throws IOException, RejectedException {
        return new RawPreview.Found(
                List.of(new RawPreview.Candidate(source.u32(JPEG_OFFSET_AT), source.u32(JPEG_BYTES_AT))), 0);
    }
}
