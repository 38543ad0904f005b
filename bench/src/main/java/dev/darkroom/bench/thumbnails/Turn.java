package dev.darkroom.bench.thumbnails;

/**
 * What one photo took, in milliseconds.
 *
 * @param processor time of all processes and threads that had to do with it
 * @param clock until the answer was there
 */
record Turn(double processor, double clock) {
    /** The least of both: what else the machine has to do only ever adds. */
    Turn least(Turn other) {
        return new Turn(Math.min(processor, other.processor), Math.min(clock, other.clock));
    }
}
