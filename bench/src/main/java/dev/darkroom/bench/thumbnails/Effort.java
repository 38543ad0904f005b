package dev.darkroom.bench.thumbnails;

/**
 * How much is measured.
 *
 * @param warmUpMillis processor time that each contender works on each photo before anything counts
 * @param rounds how often all contenders take their turn with each photo
 * @param turnMillis processor time of a turn, roughly
 * @param memoryPhotos how many go through one process to see its memory
 */
record Effort(int warmUpMillis, int rounds, int turnMillis, int memoryPhotos) {
    /** For figures to show: half an hour. */
    static final Effort FULL = new Effort(8000, 5, 2000, 3000);

    /** Some minutes, to see that it works. */
    static final Effort QUICK = new Effort(1000, 2, 500, 500);

    Effort withMemoryPhotos(int number) {
        return new Effort(warmUpMillis, rounds, turnMillis, number);
    }
}
