package dev.darkroom.core.error;

/** An object lies in an archive tier: it must be restored before its bytes can be read. */
public final class ArchivedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** {@code message} names the object and its storage class. */
    public ArchivedException(String message, Throwable cause) {
        super(message, cause);
    }
}
