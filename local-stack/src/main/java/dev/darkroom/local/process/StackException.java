package dev.darkroom.local.process;

/** The local stack could not do what was asked; the message says what happened and what to do, for a user to read. */
public sealed class StackException extends Exception permits PortTakenException {
    private static final long serialVersionUID = 1;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
