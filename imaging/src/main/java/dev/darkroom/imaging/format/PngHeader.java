package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads a PNG's IHDR, which must come first, and looks at what stands between it and the pixels. */
final class PngHeader {
    private static final int MAX_CHUNKS = 1024;
    private static final int MAX_NAME = 80;
    /** Enough for any limit on profiles and text that makes sense; what unpacks to more counts as this. */
    private static final int MAX_UNPACKED = 64 << 20;
    /** Deflate packs at most this much tighter, so shorter chunks need no look. */
    private static final int MAX_RATIO = 1032;

    private static final int UNSUSPICIOUS = 1 << 20;

    private PngHeader() {}

    static ImageHeader read(ByteSource source) throws IOException, RejectedException {
        if (source.u32(8) != 13 || !source.fourChars(12).equals("IHDR")) {
            throw HeaderReader.corrupt(ImageFormat.PNG, "IHDR is not the first chunk");
        }
        return HeaderReader.header(ImageFormat.PNG, source.u32(16), source.u32(20), source.u8(28) != 0)
                .with(contents(source));
    }

    private static Contents contents(ByteSource source) throws IOException, RejectedException {
        Contents.Counter counter = new Contents.Counter();
        long at = 33;
        for (int chunk = 0; chunk < MAX_CHUNKS && at + 8 <= source.size(); chunk++) {
            long length = source.u32(at);
            switch (source.fourChars(at + 4)) {
                case "IDAT", "IEND" -> {
                    return counter.contents();
                }
                case "eXIf" -> counter.exif(length);
                case "iCCP" -> counter.profile(unpacked(source, at + 8, length));
                case "zTXt", "iTXt" -> counter.xmp(unpacked(source, at + 8, length));
                case "tEXt" -> counter.xmp(length);
                default -> {
                    // small by nature
                }
            }
            at += 12 + length;
        }
        return counter.contents();
    }

    /** How long a chunk of a name and deflated bytes really is. */
    private static long unpacked(ByteSource source, long start, long length) throws IOException, RejectedException {
        long end = Math.min(start + length, source.size());
        if (length * MAX_RATIO <= UNSUSPICIOUS) {
            return length;
        }
        long at = start;
        while (at < Math.min(end, start + MAX_NAME) && source.u8(at) != 0) {
            at++;
        }
        // Zero and method for iCCP and zTXt; for iTXt flag, method and two more texts, most often empty.
        for (int skip = 2; skip <= 5; skip++) {
            long bytes = inflated(source, at + skip, end);
            if (bytes > 0) {
                return Math.max(length, bytes);
            }
        }
        return length;
    }

    private static long inflated(ByteSource source, long start, long end) throws IOException, RejectedException {
        Inflater inflater = new Inflater();
        try {
            byte[] sink = new byte[8192];
            long total = 0;
            for (long at = start; at < end && total < MAX_UNPACKED; ) {
                int step = (int) Math.min(4096, end - at);
                inflater.setInput(source.bytes(at, step));
                at += step;
                for (int n = inflater.inflate(sink); n > 0 && total < MAX_UNPACKED; n = inflater.inflate(sink)) {
                    total += n;
                }
                if (inflater.finished()) {
                    break;
                }
            }
            return total;
        } catch (DataFormatException e) {
            return 0;
        } finally {
            inflater.end();
        }
    }
}
