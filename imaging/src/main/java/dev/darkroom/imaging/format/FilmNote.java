package dev.darkroom.imaging.format;

/**
 * What a photo's XMP says of a film behind the picture, true or not.
 *
 * @param fromEnd how many bytes before the end of the file it begins
 * @param length its bytes
 */
public record FilmNote(long fromEnd, long length) {}
