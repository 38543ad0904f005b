package dev.darkroom.core.error;

/** A version of a transform cannot come into that state from the one in which it or its siblings are. */
public final class TransitionRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TransitionRefusedException(String message) {
        super(message);
    }
}
