package dev.darkroom.bench.thumbnails;

import java.nio.file.Path;

/**
 * A JPEG that everybody makes thumbnails of.
 *
 * @param name for the tables
 * @param orientation as EXIF numbers it, 1 to 8
 */
record BenchPhoto(String name, Path file, int orientation) {}
