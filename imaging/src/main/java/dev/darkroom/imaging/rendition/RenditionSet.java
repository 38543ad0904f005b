package dev.darkroom.imaging.rendition;

import dev.darkroom.imaging.hash.Pixels;
import java.util.List;

/**
 * What one decode of an original gave.
 *
 * @param width width in pixels of the upright original
 * @param height height in pixels of the upright original
 * @param files one for each size of the recipe, largest first
 * @param smallest the picture of the smallest rendition, before it was encoded
 */
public record RenditionSet(int width, int height, List<RenditionFile> files, Pixels smallest) {
    public RenditionSet {
        files = List.copyOf(files);
    }
}
