package dev.darkroom.bench.thumbnails;

/**
 * How much is measured.
 *
 * @param warmUp how often each contender makes each photo's thumbnails before anything counts
 * @param rounds how often all contenders take their turn with each photo
 * @param turnMillis processor time of a turn, roughly
 * @param photos how many go through one process to see its memory
 */
record Effort(int warmUp, int rounds, int turnMillis, int photos) {
    /** For figures to show: an hour and more, most of it for the many photos. */
    static final Effort FULL = new Effort(40, 5, 2000, 100_000);

    /** Some minutes, to see that it works. */
    static final Effort QUICK = new Effort(10, 2, 500, 1000);

    Effort withPhotos(int number) {
        return new Effort(warmUp, rounds, turnMillis, number);
    }
}
