package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The words that segments and chunks begin with, to say what they hold. */
enum Signature {
    EXIF("Exif\0\0"),
    XMP("http://ns.adobe.com/xap/1.0/\0"),
    /** The parts of a packet that does not fit into one segment. */
    EXTENDED_XMP("http://ns.adobe.com/xmp/extension/\0"),
    PROFILE("ICC_PROFILE\0");

    private final String text;

    Signature(String text) {
        this.text = text;
    }

    /** Whether it stands at {@code at}. */
    boolean isAt(ByteSource source, long at) throws IOException, RejectedException {
        byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
        return source.size() - at >= expected.length && Arrays.equals(source.bytes(at, expected.length), expected);
    }
}
