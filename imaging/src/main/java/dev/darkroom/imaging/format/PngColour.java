package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.colour.Cicp;
import java.io.IOException;
import java.util.Optional;

/** Reads a PNG's {@code cICP} (PNG, third edition, 11.3.2.6), which stands before the pixels. */
final class PngColour {
    private static final int MAX_CHUNKS = 1024;

    private PngColour() {}

    static Optional<Cicp> read(ByteSource source) throws IOException, RejectedException {
        long at = 8;
        for (int chunk = 0; chunk < MAX_CHUNKS; chunk++) {
            switch (source.fourChars(at + 4)) {
                case "cICP" -> {
                    return Optional.of(new Cicp(source.u8(at + 8), source.u8(at + 9)));
                }
                case "IDAT", "IEND" -> {
                    return Optional.empty();
                }
                default -> at += 12 + source.u32(at);
            }
        }
        return Optional.empty();
    }
}
