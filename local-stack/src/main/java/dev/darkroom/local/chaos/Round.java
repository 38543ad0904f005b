package dev.darkroom.local.chaos;

/**
 * One disturbance of one run.
 *
 * @param moment when, as a share of the time that the work usually takes
 */
record Round(int number, Work work, Victim victim, double moment) {
    Round {
        if (!work.has(victim)) {
            throw new IllegalArgumentException(work.code() + " has no " + victim.code());
        }
        if (moment < 0 || moment >= 1) {
            throw new IllegalArgumentException("the moment must lie in [0, 1): " + moment);
        }
    }
}
