package dev.darkroom.imaging.rendition;

import dev.darkroom.core.photo.Rendition;

/**
 * A rendition with its bytes.
 *
 * @param bytes a whole file of the rendition's format; not copied, and not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // the rendition holds the hash of the bytes; nobody compares the arrays
public record RenditionFile(Rendition rendition, byte[] bytes) {}
