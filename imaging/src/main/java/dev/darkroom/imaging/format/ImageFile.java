package dev.darkroom.imaging.format;

import com.sun.jna.Memory;
import java.util.Optional;

/**
 * A whole image file in memory, for Java and for native libraries.
 *
 * @param bytes the file; not copied, and not to be changed
 * @param memory the same bytes where a library can read them, if they are there already: it then needs no copy of them
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record ImageFile(byte[] bytes, Optional<Memory> memory) {
    /** One that Java alone has. */
    public static ImageFile of(byte[] bytes) {
        return new ImageFile(bytes, Optional.empty());
    }
}
