package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/** Unpacks the colour profile of a PNG ({@code iCCP}), which stands before the pixels. */
public final class PngProfile {
    private static final int MAX_CHUNKS = 1024;
    private static final int MAX_NAME = 80;
    private static final int MAX_BYTES = 4 << 20;

    private PngProfile() {}

    /** The profile; a damaged one, or one of more than 4 MiB, is none. */
    public static Optional<byte[]> read(byte[] png) {
        ByteSource source = ByteSource.of(png);
        try {
            long at = 8;
            for (int chunk = 0; chunk < MAX_CHUNKS; chunk++) {
                long length = source.u32(at);
                switch (source.fourChars(at + 4)) {
                    case "iCCP" -> {
                        return Optional.of(unpack(source, at + 8, at + 8 + length));
                    }
                    case "IDAT", "IEND" -> {
                        return Optional.empty();
                    }
                    default -> at += 12 + length;
                }
            }
            return Optional.empty();
        } catch (RejectedException | IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] unpack(ByteSource source, long start, long end) throws IOException, RejectedException {
        long at = start;
        while (at < start + MAX_NAME && source.u8(at) != 0) {
            at++;
        }
        byte[] packed = source.bytes(at + 2, (int) Math.min(end - at - 2, MAX_BYTES));
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            byte[] profile = in.readNBytes(MAX_BYTES + 1);
            if (profile.length > MAX_BYTES) {
                throw new IOException("The profile unpacks to more than " + MAX_BYTES + " bytes");
            }
            return profile;
        }
    }
}
