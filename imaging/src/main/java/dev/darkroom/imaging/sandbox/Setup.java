package dev.darkroom.imaging.sandbox;

import dev.darkroom.imaging.format.Limits;
import dev.darkroom.imaging.rendition.RenditionRecipe;

/**
 * What a worker is told before anything else.
 *
 * @param parent the process that it belongs to
 * @param networkNamespace its parent's, to compare
 * @param maxMemoryBytes limit of its address space
 */
record Setup(long parent, String networkNamespace, long maxMemoryBytes, Limits limits, RenditionRecipe recipe) {}
