package dev.darkroom.imaging.jpeg;

/**
 * What each sample of a resampled line is made of: the first sample it reads, and weights for it and those after. Never
 * changed, and shared by threads. On Java's heap, though native code reads it: native memory of a filter that is dropped
 * would be free only when Java collects its old generation, which may never come to pass.
 *
 * @param first index of the first sample read, for each sample made
 * @param weights {@code taps} for each sample made, in 1/16384, with 1 as their sum
 * @param taps samples read for each one made
 * @param count samples made
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Filter(int[] first, short[] weights, int taps, int count) {}
