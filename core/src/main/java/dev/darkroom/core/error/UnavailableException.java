package dev.darkroom.core.error;

/** A store did not answer or refused for now: the same call may succeed later, and nothing was half done. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** {@code message} names the store, the call and what to check. */
    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
