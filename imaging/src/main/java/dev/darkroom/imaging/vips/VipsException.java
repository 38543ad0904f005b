package dev.darkroom.imaging.vips;

/** libvips refused an operation; the message is its own, may hold lines of other threads, and is for logs only. */
public final class VipsException extends Exception {
    private static final long serialVersionUID = 1;

    VipsException(String operation, String text) {
        super(operation + ": " + text.strip());
    }
}
