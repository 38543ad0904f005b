package dev.darkroom.spark.rerank;

import java.util.Optional;

/**
 * What is known of a photo when it is ranked.
 *
 * @param ageDays since it was taken, or else uploaded; a photo of the future counts as new
 * @param popularity views, each as much as is left of it
 * @param quality absent when the picture was not measured
 * @param isSecondBest whether another photo is the best shot of its group of duplicates
 */
record Signals(double ageDays, double popularity, Optional<Quality> quality, boolean isSecondBest) {
    /** What was measured; see {@link dev.darkroom.core.photo.Measures}. */
    record Quality(double sharpness, double brightness, double clipped, double colourfulness) {}
}
