package dev.darkroom.core.error;

/** A photo cannot be developed, and trying again will not help: it becomes a record with a reason code. */
public final class RejectedException extends Exception {
    private static final long serialVersionUID = 1;
    private final Reason reason;

    /** {@code detail} says what was found and which value, for a user to read. */
    public RejectedException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /** As above, keeping the error of the library that found it. */
    public RejectedException(Reason reason, String detail, Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
