package dev.darkroom.bench.thumbnails;

import java.io.IOException;
import java.util.List;

/**
 * Makes the four thumbnails of a JPEG: upright, fitted into 1200, 600, 300 and 150 pixels, as JPEGs with 4:2:0 chroma. Or
 * does something else to a photo of which the time or the memory is wanted.
 */
@FunctionalInterface
interface Thumbnailer extends AutoCloseable {
    List<Integer> SIZES = List.of(1200, 600, 300, 150);

    /** The files, largest first; none of who does something else. */
    List<byte[]> thumbnails(byte[] photo, int quality) throws Exception;

    /** Takes away what it has made on this machine. */
    @Override
    default void close() throws IOException {}
}
