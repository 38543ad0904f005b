package dev.darkroom.imaging.sandbox;

import dev.darkroom.imaging.format.Limits;
import dev.darkroom.imaging.rendition.RenditionRecipe;

/**
 * What a worker is told before anything else.
 *
 * @param parent the process that it belongs to
 * @param networkNamespace its parent's, to compare
 * @param maxMemoryBytes limit of its address space
 * @param isFirst whether it is to find out for all of its kind that they can develop when they have given everything up
 */
record Setup(
        long parent,
        String networkNamespace,
        long maxMemoryBytes,
        boolean isFirst,
        Limits limits,
        RenditionRecipe recipe) {}
