package dev.darkroom.imaging.jpeg;

import com.sun.jna.Memory;

/**
 * What each sample of a resampled line is made of: the first sample it reads, and weights for it and those after. In
 * native memory; never changed, and shared by threads.
 *
 * @param first index of the first sample read, for each sample made
 * @param weights {@code taps} for each sample made, in 1/16384, with 1 as their sum
 * @param taps samples read for each one made
 * @param count samples made
 */
record Filter(Memory first, Memory weights, int taps, int count) {}
