package dev.darkroom.imaging.sandbox;

/** A worker is no more, and whatever it had in hand is not developed. */
final class WorkerEndedException extends Exception {
    private static final long serialVersionUID = 1;
    private final boolean late;

    /** {@code late}: it was ended because the time was over. */
    WorkerEndedException(String how, boolean late, Throwable cause) {
        super(how, cause);
        this.late = late;
    }

    boolean late() {
        return late;
    }
}
