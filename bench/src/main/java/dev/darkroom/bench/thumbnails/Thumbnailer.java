package dev.darkroom.bench.thumbnails;

import java.util.List;

/** Makes the four thumbnails of a JPEG: upright, fitted into 1200, 600, 300 and 150 pixels, as JPEGs with 4:2:0 chroma. */
@FunctionalInterface
interface Thumbnailer {
    List<Integer> SIZES = List.of(1200, 600, 300, 150);

    List<byte[]> thumbnails(byte[] photo, int quality) throws Exception;
}
