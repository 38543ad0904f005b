package dev.darkroom.core.event;

/** Bytes are not the event that they should be; the reader sets them aside and goes on. */
public final class UndecodableEventException extends Exception {
    private static final long serialVersionUID = 1;

    UndecodableEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
